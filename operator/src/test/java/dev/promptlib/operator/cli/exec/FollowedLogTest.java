package dev.promptlib.operator.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FollowedLogTest {
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<Optional<Instant>> asked = new CopyOnWriteArrayList<>();

    @Test
    void goesOnAfterTheLastLineWhenTheStreamBreaks() {
        FollowedLog log = following(
                """
                2026-11-23T10:00:00.100000000Z started
                2026-11-23T10:00:00.900000000Z
                """,
                """
                2026-11-23T10:00:00.100000000Z started
                2026-11-23T10:00:00.900000000Z
                2026-11-23T10:00:00.900000001Z answers  GET /
                """);

        log.goOn();
        await().untilAsserted(() -> assertThat(shown).containsExactly("started", ""));
        await().untilAsserted(() -> {
            log.goOn();
            assertThat(shown).containsExactly("started", "", "answers  GET /");
        });

        assertThat(asked).startsWith(Optional.empty(), Optional.of(Instant.parse("2026-11-23T10:00:00.900Z")));
    }

    @Test
    void leavesALogThatTheClusterCannotGive() {
        FollowedLog log = following("unable to retrieve container logs for containerd://12ab", "");

        log.goOn();
        await().untilAsserted(() ->
                assertThat(shown).containsExactly("(unable to retrieve container logs for containerd://12ab)"));
        log.goOn();

        assertThat(asked).hasSize(1);
    }

    private FollowedLog following(String... streams) {
        Deque<String> left = new ArrayDeque<>(List.of(streams));
        return new FollowedLog(
                since -> {
                    asked.add(since);
                    return new Text(left.isEmpty() ? "" : left.pop());
                },
                shown::add);
    }

    private record Text(String text) implements LogWatch {
        @Override
        public InputStream getOutput() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public CompletionStage<Throwable> onClose() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
