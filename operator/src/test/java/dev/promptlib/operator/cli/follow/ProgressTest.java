package dev.promptlib.operator.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final AtomicLong seconds = new AtomicLong();
    private final StringWriter shown = new StringWriter();

    @Test
    void showsEachMessageOnceAndWhenItChanges() {
        follow(false);
        assertThat(shown.toString())
                .isEqualTo(
                        """
                           0s  database    PostgreSQL is starting
                           0s  components  Component app starts later
                           9s  database    PostgreSQL accepts connections
                          12s  components  All components have their pods
                          12s  library     All parts are ready
                        """);
    }

    @Test
    void hasColoursOnlyOnATerminal() {
        follow(true);
        assertThat(shown.toString()).startsWith("\u001b[2m   0s\u001b[0m  \u001b[1mdatabase   \u001b[0m Postgre");
    }

    private void follow(boolean colours) {
        Terminal terminal =
                new Terminal(new PrintWriter(shown), colours, false, () -> TimeUnit.SECONDS.toNanos(seconds.get()));
        Progress progress = new Progress();
        show(terminal, progress, 0, "PostgreSQL is starting", "PostgreSQL is starting", "Component app starts later");
        show(terminal, progress, 1, "PostgreSQL is starting", "PostgreSQL is starting", "Component app starts later");
        show(
                terminal,
                progress,
                9,
                "Component app starts later",
                "PostgreSQL accepts connections",
                "Component app starts later");
        show(
                terminal,
                progress,
                12,
                "All parts are ready",
                "PostgreSQL accepts connections",
                "All components have their pods");
    }

    private void show(
            Terminal terminal, Progress progress, long time, String ready, String database, String components) {
        seconds.set(time);
        progress.next(status(List.of(
                        condition(Condition.Type.Ready, ready),
                        condition(Condition.Type.Reconciling, ready),
                        condition(Condition.Type.DatabaseReady, database),
                        condition(Condition.Type.ComponentsReady, components))))
                .forEach(line -> terminal.line(line.subject(), line.message()));
    }

    private static Condition condition(Condition.Type type, String message) {
        return Condition.of(type, Condition.Status.False, Reason.Accepted, message, 1, Instant.EPOCH);
    }

    static PromptLibraryStatus status(List<Condition> conditions) {
        return new PromptLibraryStatus(
                1L, null, null, null, null, null, null, null, null, null, null, null, conditions, null);
    }
}
