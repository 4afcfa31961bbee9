package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.Loading;
import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.Starting;
import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.Stopping;
import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.Switching;
import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.SwitchingBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.Rounds;
import dev.promptlib.operator.cluster.Seed;
import dev.promptlib.operator.cluster.TestRun;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whoever dies during a restore, and whenever: afterwards the live database is the old one or the restored one, whole. */
@ResourceLock(InstalledOperator.LOCK)
class RestoreKillsE2E extends OnCluster {
    private static final int RESTORES = Rounds.of(50);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LONGEST_DELAY_MS = 4000;

    private enum Victim {
        JOB(Loading, Switching),
        DATABASE(Loading, Stopping, Switching, Starting),
        OPERATOR(Loading, Stopping, Switching, Starting);

        private final List<Step> steps;

        Victim(Step... steps) {
            this.steps = List.of(steps);
        }
    }

    private final long seed = Seed.of(RestoreKillsE2E.class);
    private final Random random = new Random(seed);
    private Stack stack;
    private Vault vault;
    private Halves halves;

    @BeforeAll
    void start() {
        stack = Stack.create(client, namespace("restore-kills"), databaseWithBackups())
                .awaitReady();
        vault = new Vault(client, stack);
        halves = Halves.create(stack);
    }

    private String backUp(String name) {
        PromptLibraryBackupStatus status = vault.backUp(name, false);
        assertThat(status.phase()).as(status.message()).isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
        return status.snapshot();
    }

    private PromptLibraryRestoreSpec databaseOf(String snapshot, Integer healthSeconds) {
        return new PromptLibraryRestoreSpec(
                stack.name(), snapshot, null, null, null, null, false, false, null, healthSeconds);
    }

    @Test
    @Order(1)
    void leavesTheOldOrTheRestoredDataWhoeverDies() {
        String good = backUp("good");
        String restored = halves.digest();
        for (int round = 1; round <= RESTORES; round++) {
            halves.write("round " + round);
            String old = halves.digest();
            assertThat(old).isNotEqualTo(restored);
            Instant start = Instant.now();
            String what = killDuring("round-" + round, good);
            PromptLibraryRestoreStatus status = vault.ended("round-" + round);
            stack.awaitReady();

            TestRun.say("round %d, %s: %s after %d s"
                    .formatted(
                            round,
                            what,
                            status.phase(),
                            Duration.between(start, Instant.now()).toSeconds()));
            assertThat(halves.digest())
                    .as("%s, round %d, %s: %s", Seed.told(seed), round, what, status)
                    .isEqualTo(status.phase() == Phase.Complete ? restored : old);
        }
    }

    /** Begins a restore, and kills somebody at some moment of it. */
    private String killDuring(String name, String snapshot) {
        Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
        Step step = victim.steps.get(random.nextInt(victim.steps.size()));
        Duration later = Duration.ofMillis(random.nextInt(LONGEST_DELAY_MS));
        vault.ask(name, databaseOf(snapshot, null));
        await(name + " at " + step)
                .atMost(Stack.LIMIT)
                .pollInterval(POLL)
                .until(() ->
                        vault.status(name) != null && vault.status(name).step().compareTo(step) >= 0);
        await("its moment")
                .pollDelay(later)
                .pollInterval(POLL)
                .atMost(Stack.LIMIT)
                .until(() -> kill(victim) || vault.status(name).ended());
        return victim + " killed " + later.toMillis() + " ms after the beginning of " + step;
    }

    private boolean kill(Victim victim) {
        List<Pod> pods =
                switch (victim) {
                    case JOB ->
                        stack.pods("restore").stream()
                                .filter(pod -> List.of("Pending", "Running")
                                        .contains(pod.getStatus().getPhase()))
                                .toList();
                    case DATABASE -> stack.pods("database");
                    case OPERATOR -> operator.pods();
                };
        pods.forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
        return !pods.isEmpty();
    }

    @Test
    @Order(2)
    void goesBackWhenTheComponentsDoNotGetReady() {
        // With tables and without a history of them the application neither works nor helps itself.
        halves.sql("alter table flyway_schema_history rename to hidden_history");
        String unfit = backUp("unfit");
        halves.sql("alter table hidden_history rename to flyway_schema_history");
        halves.write("before the unfit restore");
        stack.awaitReady();
        String old = halves.digest();

        vault.ask("unfit", databaseOf(unfit, 30));
        await("the way back")
                .atMost(Stack.LIMIT)
                .pollInterval(POLL)
                .until(() ->
                        vault.status("unfit") != null && vault.status("unfit").phase() == Phase.GoingBack);
        assertThat(vault.status("unfit").message()).contains("not ready with the restored data within 30 seconds");
        PromptLibraryRestoreStatus status = vault.ended("unfit");

        assertThat(status.phase()).isEqualTo(Phase.Failed);
        assertThat(status.message())
                .contains("not ready with the restored data within 30 seconds", "all of it was put back");
        assertThat(status.steps())
                .extracting(PromptLibraryRestoreStatus.Done::step)
                .contains(Switching, SwitchingBack);
        // The application ran with it for a moment: whatever it wrote there is nobody's to throw away.
        assertThat(halves.sql("select datname from pg_database where datname like 'restored%'"))
                .isEqualTo(status.kept().database());
        stack.awaitReady();
        assertThat(halves.digest()).isEqualTo(old);
    }
}
