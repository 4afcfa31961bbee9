package dev.promptlib.operator.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** The repository's own localkube: without pods any number side by side, with pods the one of this machine. */
final class LocalkubeCluster implements ClusterSource {
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Path COMMAND = Repository.file("localkube/localkube");

    @Override
    public RunningCluster start(Tier tier) throws ClusterUnavailable {
        Shell shell = new Shell(tier == Tier.IT ? ownRunAndPort() : Map.of());
        shell.check(Duration.ofMinutes(1), "can-run");
        if (tier == Tier.E2E && !shell.isDown()) {
            return somebodyElses(shell);
        }
        shell.make(tier);
        // Known before it is up, so that one that comes up half way is stopped, too.
        TestRun.atEnd(() -> shell.exitCode(Duration.ofMinutes(2), "down"));
        shell.check(Duration.ofMinutes(5), tier == Tier.IT ? new String[] {"up", "--api-only"} : new String[] {"up"});
        return shell.running("localkube");
    }

    /** Makes all that a cluster is made of, without starting one. */
    static void prepare() throws ClusterUnavailable {
        Shell shell = new Shell(Map.of());
        shell.check(Duration.ofMinutes(1), "can-run");
        shell.make(Tier.E2E);
    }

    /** An image of localkube in an archive of its own, to build on. */
    static String base(String image) throws IOException {
        return new Shell(Map.of()).base(image);
    }

    /** It may be starting, or busy; in no case is it ours to clear away or to stop. */
    private static RunningCluster somebodyElses(Shell shell) throws ClusterUnavailable {
        try {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> shell.exitCode(Duration.ofMinutes(1), "status") == 0);
        } catch (ConditionTimeoutException e) {
            throw new ClusterUnavailable("a localkube is there that does not work: end it with `localkube down`");
        }
        return shell.running("the localkube that runs already");
    }

    private static Map<String, String> ownRunAndPort() {
        Path run = Repository.output("it-clusters")
                .resolve("localkube-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet());
        return Map.of("LOCALKUBE_RUN", run.toString(), "LOCALKUBE_PORT", Integer.toString(threeFreePorts()));
    }

    /** localkube takes the port that it is given and the next two. Test runs that begin at once look in different places. */
    private static int threeFreePorts() {
        int first = 17600 + (int) (ProcessHandle.current().pid() % 300) * 3;
        for (int port = first; port < first + 300; port += 3) {
            if (isFree(port) && isFree(port + 1) && isFree(port + 2)) {
                return port;
            }
        }
        throw new IllegalStateException("no three free ports from " + first + " on");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Runs localkube's commands with one environment. */
    private record Shell(Map<String, String> environment) implements ImageStore {
        private static final Path LOG = Repository.output("it-logs")
                .resolve("localkube-" + ProcessHandle.current().pid() + ".log");

        void check(Duration limit, String... arguments) throws ClusterUnavailable {
            if (exitCode(limit, arguments) != 0) {
                throw new ClusterUnavailable("`localkube " + String.join(" ", arguments) + "` says: " + lastLine());
            }
        }

        int exitCode(Duration limit, String... arguments) {
            TestRun.say("localkube " + String.join(" ", arguments));
            try {
                Files.deleteIfExists(LOG);
                Process process = process(LOG, arguments);
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    Files.writeString(LOG, "no end after " + limit.toMinutes() + " minutes");
                    return -1;
                }
                return process.exitValue();
            } catch (IOException e) {
                throw new IllegalStateException("cannot run " + COMMAND, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }

        void make(Tier tier) throws ClusterUnavailable {
            check(Duration.ofMinutes(10), "install");
            check(Duration.ofMinutes(60), "build");
            if (tier == Tier.E2E) {
                check(Duration.ofMinutes(30), "images");
            }
        }

        boolean isDown() {
            return exitCode(Duration.ofMinutes(1), "status") != 0 && lastLine().equals("down");
        }

        RunningCluster running(String origin) throws ClusterUnavailable {
            return new RunningCluster(origin, kubeconfig(), this, this::ingress);
        }

        @Override
        public String base(String image) throws IOException {
            Path archive = Repository.output("e2e-images").resolve(image.replaceAll("[^a-z0-9.-]", "-") + ".tar");
            if (!Files.exists(archive)) {
                run(Duration.ofMinutes(3), "base", image, archive.toString());
            }
            return "tar://" + archive;
        }

        @Override
        public void load(Path archive) throws IOException {
            run(Duration.ofMinutes(3), "load", archive.toString());
        }

        /** Where the ingress controller answers HTTPS; it is added when it is first asked for. */
        private URI ingress() {
            try {
                run(Duration.ofMinutes(30), "ingress");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return URI.create("https://127.0.0.1:" + System.getenv().getOrDefault("LOCALKUBE_HTTPS", "8443"));
        }

        private void run(Duration limit, String... arguments) throws IOException {
            try {
                check(limit, arguments);
            } catch (ClusterUnavailable e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        Path kubeconfig() throws ClusterUnavailable {
            check(Duration.ofMinutes(1), "kubeconfig");
            return Path.of(lastLine());
        }

        private Process process(Path output, String... arguments) throws IOException {
            var command = new ArrayList<>(List.of(COMMAND.toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return builder.start();
        }

        private static String lastLine() {
            try {
                var lines = Files.readAllLines(LOG);
                return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
            } catch (IOException e) {
                return e.getMessage();
            }
        }
    }
}
