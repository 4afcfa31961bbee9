package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.OperatorSettings;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The packaged operator as a process of its own, with the JVM and the flags of the plan, and what it costs. */
final class MeasuredOperator implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final int port;
    private final Duration startup;

    private MeasuredOperator(Process process, int port) throws InterruptedException {
        long start = System.nanoTime();
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!isReady()) {
            Duration passed = Duration.ofNanos(System.nanoTime() - start);
            if (!process.isAlive() || passed.toMinutes() > 5) {
                throw new IllegalStateException("the operator does not start: see target/bench/*.log");
            }
            Thread.sleep(10);
        }
        startup = Duration.ofNanos(System.nanoTime() - start);
    }

    /** Starts it for one namespace and waits until it is ready, which it is once its caches are filled. */
    static MeasuredOperator start(Plan plan, Path kubeconfig, String namespace, String... moreFlags) {
        OperatorSettings settings =
                OperatorSettings.of("bench", kubeconfig, "default").watching(namespace);
        List<String> command = new ArrayList<>(List.of(plan.java().toString()));
        command.addAll(plan.flags());
        command.addAll(List.of(moreFlags));
        command.addAll(List.of("-jar", plan.jar().toString()));
        Path log = Repository.output("bench").resolve("operator.log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        int port = freePort();
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
        builder.environment().putAll(settings.environment());
        try {
            return new MeasuredOperator(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the start of the process to the answer that it is ready. */
    Duration startup() {
        return startup;
    }

    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    double residentMiB() {
        return memory("VmRSS:");
    }

    double highestMiB() {
        return memory("VmHWM:");
    }

    private double memory(String line) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(text -> text.startsWith(line))
                    .mapToDouble(text -> Double.parseDouble(text.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many reconciles there were since its start. */
    double reconciles() {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("promptlib_reconcile_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private boolean isReady() {
        try {
            return get("/q/health/ready").contains("\"status\": \"UP\"");
        } catch (CompletionException notYet) {
            return false;
        }
    }

    private String get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).join().body();
    }

    /** Ends it as Kubernetes does, which is when a training run writes its cache. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the operator does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
