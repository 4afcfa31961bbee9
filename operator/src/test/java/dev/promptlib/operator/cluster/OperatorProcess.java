package dev.promptlib.operator.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged operator as a process of its own, which can be killed, ended and started again. */
public final class OperatorProcess implements AutoCloseable {
    private static final Path JAR = Repository.file("operator/target/quarkus-app/quarkus-run.jar");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final OperatorSettings settings;
    private final Path log;
    private Process process;
    private int port;

    private OperatorProcess(OperatorSettings settings) {
        this.settings = settings;
        this.log = Repository.output("it-logs").resolve(settings.name() + ".log");
    }

    /** Starts it and waits until it is ready. */
    public static OperatorProcess start(OperatorSettings settings) {
        OperatorProcess operator = new OperatorProcess(settings);
        try {
            Files.deleteIfExists(operator.log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OperatorLogs.add(operator.log);
        TestRun.atEnd(operator);
        operator.launch();
        operator.awaitReady();
        return operator;
    }

    /** Starts it, again, and does not wait. */
    public void launch() {
        if (isAlive()) {
            throw new IllegalStateException("it runs");
        }
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing: run `mvn -pl operator package -DskipTests`");
        }
        port = freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It starts often, and often on a busy machine.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.command().add(JAR.toString());
        Map<String, String> environment = builder.environment();
        environment.put("KUBECONFIG", settings.kubeconfig().toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.put("NO_PROXY", "127.0.0.1,localhost");
        environment.putAll(settings.environment());
        try {
            Files.writeString(
                    log, "---- " + settings.environment() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReady() {
        try {
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> !isAlive() || isReady());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("the operator does not become ready, see " + log, e);
        }
        if (!isAlive()) {
            throw new IllegalStateException("the operator ended with " + process.exitValue() + ", see " + log);
        }
    }

    /** Whether it says that it is ready; one that leads nothing can be ready, too. */
    public boolean isReady() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (CompletionException notYet) {
            return false;
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** As a node that goes down or the OOM killer does it: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** As Kubernetes does it: SIGTERM. Returns the exit code. */
    public int end() {
        process.destroy();
        return awaitExit();
    }

    /** All series of the metrics endpoint by name and labels, as they are written there. */
    public Map<String, Double> metrics() {
        return Metrics.parse(get("/q/metrics").body());
    }

    public HttpResponse<String> get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private int awaitExit() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the operator does not end within 30 s, see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
