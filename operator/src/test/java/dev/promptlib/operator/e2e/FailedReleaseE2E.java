package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.True;
import static dev.promptlib.operator.api.Condition.Type.RolledBack;
import static dev.promptlib.operator.api.Condition.Type.Stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Releases that fail, each in its way, under steady load: the one before is back by itself, and no request fails. */
class FailedReleaseE2E extends OnCluster {
    private static final String APP = "/components/0";

    private Stack stack;
    private Traffic traffic;
    private List<String> before;

    @BeforeAll
    void start() {
        TestNamespace namespace = namespace("undone");
        stack = Stack.create(client, namespace, yaml("release")).awaitReady();
        traffic = Traffic.on(client, namespace.name(), "http://shop-app:8000" + App.PROMPTS);
        before = stack.uids("app");
    }

    /** What failed is withdrawn, and nothing that runs is touched. */
    private void withdraw(String path, String json) {
        stack.set(path, json);
        stack.awaitReady();
        assertThat(stack.uids("app")).as("the pods that ran all the time").containsExactlyInAnyOrderElementsOf(before);
    }

    private void isUndone(String what, Reason reason, String path, String json, String... words) {
        traffic.unharmedBy(what, () -> {
            Instant start = Instant.now();
            stack.set(path, json);
            stack.await(RolledBack, True, "Release 1 runs again");
            ReleaseStatus release = stack.get().getStatus().release();
            System.err.printf(
                    "[e2e] %s: failed after %d s, restored %d s later%n",
                    what,
                    Duration.between(start, Instant.parse(release.failed().time()))
                            .toSeconds(),
                    Duration.between(Instant.parse(release.failed().time()), Instant.parse(release.since()))
                            .toSeconds());
            await("only the pods of before")
                    .atMost(Stack.LIMIT)
                    .until(() -> List.copyOf(stack.uids("app")).size() == 2
                            && stack.uids("app").containsAll(before));
        });
        ReleaseStatus.Failure failure = stack.get().getStatus().release().failed();
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.message()).contains(words);
        assertThat(stack.await(Stalled, True)).contains(words);
        System.err.println("[e2e] " + what + ": " + stack.await(RolledBack, True));
    }

    @AfterEach
    void isStillTheFirstRelease() {
        assertThat(stack.get().getStatus().release().current().revision()).isEqualTo(1);
    }

    @Test
    @Order(1)
    void anImageThatCannotBeHad() {
        isUndone(
                "bad image",
                Reason.MigrationFailed,
                APP + "/image",
                "\"registry.invalid/nobody/nothing:1\"",
                "registry.invalid/nobody/nothing:1");
        withdraw(APP + "/image", "\"promptlib/app:0.1.0\"");
    }

    @Test
    @Order(2)
    void aMigrationThatFails() {
        String migration =
                "{\"command\": [\"sh\", \"-c\", \"echo table prompts is locked; exit 4\"], \"deadlineSeconds\": 60}";
        isUndone("failing migration", Reason.MigrationFailed, APP + "/migration", migration, "table prompts is locked");
        assertThat(stack.get().getStatus().conditions())
                .anySatisfy(c -> assertThat(c.type() + "=" + c.status()).isEqualTo("MigrationSucceeded=False"));
    }

    @Test
    @Order(3)
    void aMigrationThatHangs() {
        String migration = "{\"command\": [\"sh\", \"-c\", \"exec sleep 3600\"], \"deadlineSeconds\": 10}";
        isUndone("hanging migration", Reason.MigrationFailed, APP + "/migration", migration, "deadline");
        withdraw(
                APP + "/migration",
                "{\"command\": [\"java\", \"-jar\", \"/app/app.jar\"], \"args\": [\"migrate\"], \"deadlineSeconds\": 120}");
    }

    @Test
    @Order(4)
    void podsThatNeverBecomeReady() {
        stack.set("/update/progressDeadlineSeconds", "20");
        isUndone(
                "never ready",
                Reason.DeadlineExceeded,
                APP + "/health/path",
                "\"/nowhere\"",
                "component app",
                "it runs and is not ready");
        stack.set("/update/progressDeadlineSeconds", "120");
        withdraw(APP + "/health/path", "\"/api/system/health\"");
    }

    @Test
    @Order(5)
    void podsThatCrash() {
        isUndone(
                "crashing",
                Reason.PodFailing,
                APP + "/command",
                // Not for the migration, which has a command of its own.
                "[\"sh\", \"-c\", \"DB_POOL_SIZE=many exec java -jar /app/app.jar\"]",
                "DB_POOL_SIZE");
        withdraw(APP + "/command", "[]");
    }

    @Test
    @Order(6)
    void podsThatBecomeReadyAndThenEnd() {
        stack.set("/update/settleSeconds", "120");
        // It takes its leave as a program should: unready first, and serving until nobody asks any more.
        String dying =
                "[\"sh\", \"-c\", \"SHUTDOWN_DRAIN_SECONDS=25 java -jar /app/app.jar & app=$!; sleep 40; kill $app;"
                        + " wait $app; echo had enough; exit 3\"]";
        isUndone("ready, then ends", Reason.NotStable, APP + "/command", dying, "was ready and then ended");
    }
}
