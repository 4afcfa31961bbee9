package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Program;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/** k3s in a Docker container of our own. The container keeps its port, so that it can be stopped and started. */
public record OwnK3s(Path kubeconfig, Terminal terminal) {
    public static final String NAME = "promptlib-k3s";
    private static final String IMAGE =
            Optional.ofNullable(System.getenv("PROMPTLIB_K3S_IMAGE")).orElse("rancher/k3s:v1.34.4-k3s1");
    private static final Duration PULL = Duration.ofMinutes(4);

    /** Nothing when the image cannot be had. */
    Optional<KubeContext> up(Started started) {
        String state = state();
        if (state.isEmpty()) {
            if (!havesImage()) {
                return Optional.empty();
            }
            started.remember(Wish.Kind.k3s);
            try {
                create();
            } catch (Failure e) {
                started.forget();
                throw e;
            }
        } else if (!state.equals("running")) {
            terminal.line("cluster", "starting the container " + NAME + " again");
            docker("start", NAME).must("look at `docker logs " + NAME + "`");
        }
        return Optional.of(context());
    }

    Optional<KubeContext> running() {
        return state().equals("running") ? Optional.of(context()) : Optional.empty();
    }

    /** A Docker that does not answer says nothing of that. */
    boolean isGone() {
        Program.Result found = docker("container", "ls", "--all", "--quiet", "--filter", "name=^" + NAME + "$")
                .run();
        return found.ok() && found.output().isBlank();
    }

    void stop() {
        docker("stop", NAME).must("run down again");
    }

    void remove() throws IOException {
        docker("rm", "--force", "--volumes", NAME).must("run down again");
        Files.deleteIfExists(kubeconfig);
    }

    private String state() {
        Program.Result result = docker("container", "inspect", "--format", "{{.State.Status}}", NAME)
                .run();
        return result.ok() ? result.lastLine() : "";
    }

    private boolean havesImage() {
        if (docker("image", "inspect", "--format", "{{.Id}}", IMAGE).run().ok()) {
            return true;
        }
        terminal.line("cluster", "pulling " + IMAGE + " (100 MB)");
        Program.Result pulled = docker("pull", "--quiet", IMAGE).within(PULL).run();
        if (!pulled.ok()) {
            terminal.line("cluster", "k3s cannot be had: " + pulled.lastLine());
        }
        return pulled.ok();
    }

    private void create() {
        terminal.line("cluster", "starting k3s in the container " + NAME + " (half a minute)");
        Program.Result result = docker(
                        "run",
                        "--detach",
                        "--name",
                        NAME,
                        "--hostname",
                        NAME,
                        "--privileged",
                        "--publish",
                        "127.0.0.1:" + freePort() + ":6443",
                        "--publish",
                        "127.0.0.1:8080:80",
                        IMAGE,
                        "server")
                .run();
        if (!result.ok()) {
            docker("rm", "--force", "--volumes", NAME).run();
            throw Failure.of(
                    "the container " + NAME + " could not be started: " + result.lastLine(),
                    "if port 8080 is taken, free it; or use --cluster localkube");
        }
    }

    private KubeContext context() {
        String port = docker("port", NAME, "6443/tcp")
                .must("run up again")
                .lines()
                .findFirst()
                .orElseThrow();
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        Program.Result config;
        Program.Result node;
        do {
            config = docker("exec", NAME, "cat", "/etc/rancher/k3s/k3s.yaml").run();
            node = docker("exec", NAME, "kubectl", "wait", "--for=condition=Ready", "nodes", "--all", "--timeout=5s")
                    .run();
            Waiting.pause();
        } while (!(config.ok() && node.ok()) && System.nanoTime() < end);
        if (!config.ok() || !node.ok()) {
            throw Failure.of(
                    "k3s does not get ready: " + node.lastLine(),
                    "look at `docker logs " + NAME + "`; `docker rm -f " + NAME + "` begins anew");
        }
        write(config.output()
                .replaceAll(
                        "(?m)^(\\s*server: https://).*$", "$1127.0.0.1:" + port.substring(port.lastIndexOf(':') + 1))
                .replaceAll("(?m)(: )default$", "$1" + NAME));
        return Kubeconfig.read(Optional.of(kubeconfig)).currentContext().orElseThrow();
    }

    private void write(String content) {
        try {
            Files.createDirectories(kubeconfig.getParent());
            if (!Files.exists(kubeconfig)) {
                Files.createFile(
                        kubeconfig, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(kubeconfig, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program docker(String... arguments) {
        var command = new java.util.ArrayList<>(java.util.List.of("docker"));
        command.addAll(java.util.List.of(arguments));
        return Program.of(command);
    }
}
