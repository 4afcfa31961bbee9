package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.DockerEngine;
import dev.promptlib.operator.cluster.DockerEngine.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A folder with a compose file, and what runs of it: under a name of its own, and on free ports. */
final class ComposeProject {
    private static final String TOOLS = "/run/promptlib/busybox";

    final DockerEngine docker = DockerEngine.get();
    final Path folder;
    final int http = freePort();
    final int https = freePort();
    private final String name;

    ComposeProject(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        removeWithData();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer tried(String... arguments) {
        return docker.compose(folder, environment(), arguments);
    }

    /** A line that somebody types in the folder. */
    Answer typed(String line) {
        return docker.shell(folder, environment(), line);
    }

    private List<String> environment() {
        return List.of("COMPOSE_PROJECT_NAME=" + name, "HTTP_PORT=" + http, "HTTPS_PORT=" + https);
    }

    String run(String... arguments) {
        Answer answer = tried(arguments);
        assertThat(answer.exitCode())
                .as(String.join(" ", arguments) + ": " + answer.text())
                .isZero();
        return answer.text();
    }

    void up() {
        Answer up = tried("up", "--detach", "--wait", "--quiet-pull");
        assertThat(up.exitCode())
                .as(() -> up.text() + "\n" + tried("ps", "--all").text() + "\n"
                        + tried("logs", "--tail=50").text())
                .isZero();
    }

    /** All that there is by the name, also what a run that was cut off has left: no file says what that is. */
    void removeWithData() {
        Answer removed =
                docker.compose(Path.of("/"), environment(), "down", "--volumes", "--remove-orphans", "--timeout=5");
        assertThat(removed.exitCode()).as(removed.text()).isZero();
    }

    /** Runs a program of busybox, which services are lent, in one of them. */
    Answer ask(String service, String... arguments) {
        List<String> command = new ArrayList<>(List.of("exec", "-T", service, TOOLS));
        command.addAll(List.of(arguments));
        return tried(command.toArray(String[]::new));
    }

    /** The variables of a service's program. */
    List<String> variables(String service) {
        return ask(service, "env").text().lines().toList();
    }

    boolean reaches(String from, String host, int port) {
        return ask(from, "nc", "-w", "2", host, String.valueOf(port), "-e", TOOLS, "true")
                        .exitCode()
                == 0;
    }

    List<String> containers() {
        return run("ps", "--all", "--quiet").lines().toList();
    }

    /** Everything that Docker tells about the containers. */
    String inspected() {
        List<String> command = new ArrayList<>(List.of("inspect"));
        command.addAll(containers());
        return docker.docker(command.toArray(String[]::new)).text();
    }

    /** The values that the stack has made for itself. */
    TreeSet<String> secrets() {
        String volume = name + "_secrets:/secrets:ro";
        Answer read = docker.docker(
                "run",
                "--rm",
                "--network=none",
                "--volume",
                volume,
                "busybox:1",
                "sh",
                "-c",
                "for f in /secrets/*/*; do cat $f; echo; done");
        assertThat(read.exitCode()).as(read.text()).isZero();
        return new TreeSet<>(read.text().lines().toList());
    }
}
