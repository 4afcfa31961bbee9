package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.TestNamespace;
import dev.promptlib.operator.systems.Example;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** What all systems promise, whatever they consist of. */
abstract class SystemStory extends OnCluster {
    static final Duration LIMIT = Duration.ofMinutes(2);

    TestNamespace namespace;
    Stack stack;
    Bystander bystander;

    /** At once, so that the node has room for the next. */
    @AfterEach
    void end() {
        namespace.close();
    }

    /** Brings a system up, and looks at what all of them promise. A part: name, port, health path, user. */
    final void runs(String system, String... parts) throws IOException {
        namespace = namespace(system);
        Instant start = Instant.now();
        String library = StandIn.in(client, namespace.name(), Example.of(system).yaml());
        stack = Stack.create(client, namespace, library);
        Certificate certificate =
                Certificate.of(stack.get().getSpec().exposure().host());
        client.resource(certificate.secret(namespace.name(), stack.name() + "-tls"))
                .create();
        bystander = Bystander.in(client, namespace.name());
        stack.awaitReady();
        System.err.printf(
                "[e2e] %s is Ready after %d s%n",
                system, Duration.between(start, Instant.now()).toSeconds());
        for (String part : parts) {
            String[] words = part.split(" ");
            answers(words[0], Integer.parseInt(words[1]), words[2]);
            isConfined(words[0], words[3]);
        }
        isConfined("database", "999");
        isConfined("cache", "999");
        letsNobodyIn(parts[parts.length - 1].split(" ")[0]);
        cluster.ingress().ifPresent(way -> isReachedFromOutside(new PublicDoor(way, host(), certificate)));
    }

    private String host() {
        return stack.get().getSpec().exposure().host();
    }

    private void answers(String part, int port, String path) {
        assertThat(bystander.asks(stack.name() + "-" + part, port, path))
                .startsWith("HTTP/1.1 200")
                .contains("\"healthy\"");
        // Behind a frontend: its backend, and the database behind that.
        assertThat(bystander.asks(stack.name() + "-" + part, port, App.PROMPTS)).startsWith("HTTP/1.1 200");
    }

    private void isConfined(String part, String user) {
        PodShell shell = stack.shell(part);
        assertThat(shell.run("id -u")).isEqualTo(user);
        assertThat(shell.run("touch /file 2>&1 || true")).contains("Read-only file system");
        assertThat(shell.run("touch /tmp/file && ls /tmp")).contains("file");
    }

    /** Only parts that need the database and the cache reach them. */
    private void letsNobodyIn(String lastPart) {
        Consumer<String> shut = service -> {
            int port = service.endsWith("cache") ? 6379 : 5432;
            assertThat(bystander.reaches(service, port))
                    .as("a stranger to %s", service)
                    .isFalse();
            if (lastPart.equals("frontend")) {
                assertThat(reaches(lastPart, service, port))
                        .as("the frontend to %s", service)
                        .isFalse();
            }
        };
        List.of(stack.name() + "-database", stack.name() + "-cache").forEach(shut);
    }

    final boolean reaches(String part, String host, int port) {
        return stack.shell(part)
                .attempt("timeout 3 bash -c '</dev/tcp/" + host + "/" + port + "'")
                .succeeded();
    }

    private static void isReachedFromOutside(PublicDoor door) {
        for (String path : List.of("/", App.PROMPTS)) {
            await(path).atMost(LIMIT).ignoreExceptions().until(() -> door.get(path) == 200);
        }
    }

    final String sql(String query) {
        String name = stack.get().getSpec().database().name();
        return stack.shell("database")
                .run("psql -U postgres -d " + (name == null ? "app" : name) + " -Atc \"" + query + "\"");
    }
}
