package dev.promptlib.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.release.Seen.Migrated;
import dev.promptlib.operator.release.Seen.Trouble;
import org.junit.jupiter.api.Test;

class MigrationStepsTest {
    private static final String MIGRATING =
            """
            components:
            - {name: backend, image: 'backend:%s', port: 80, migration: {command: [migrate], deadlineSeconds: 100}}
            - {name: frontend, image: 'frontend:1', port: 80}
            update: {settleSeconds: 10, progressDeadlineSeconds: 60, rollback: %s}
            """;

    private final World world = new World();

    @Test
    void migratesBeforeAnythingRolls() {
        world.wants(MIGRATING.formatted("1", "OnFailure")).settle();
        assertThat(world.phase()).isEqualTo(Phase.Migrating);
        assertThat(world.running).isEmpty();
        world.migrates("backend", Migrated.State.DONE, "").settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);

        world.wants(MIGRATING.formatted("2", "OnFailure")).settle();
        assertThat(world.phase()).isEqualTo(Phase.Migrating);
        assertThat(world.tag("backend")).isEqualTo("1");
        world.migrates("backend", Migrated.State.DONE, "").settle().after(10).settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
    }

    @Test
    void rollsNothingWhenAMigrationFails() {
        migratesBeforeAnythingRolls();
        int rolls = world.rolls;
        world.wants(MIGRATING.formatted("3", "OnFailure")).settle();
        world.migrates("backend", Migrated.State.FAILED, "no such column").settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.rolls).isEqualTo(rolls);
        assertThat(world.state.failed().reason()).isEqualTo(Reason.MigrationFailed);
        assertThat(world.state.failed().message()).contains("no such column", "backend");
    }

    @Test
    void waitsNoLongerForAMigrationThanItMayTake() {
        migratesBeforeAnythingRolls();
        world.wants(MIGRATING.formatted("3", "OnFailure")).settle().after(159).settle();
        assertThat(world.phase()).isEqualTo(Phase.Migrating);
        assertThat(world.after(1).settle().phase()).isEqualTo(Phase.RolledBack);
    }

    @Test
    void stopsAFirstInstallationWhoseMigrationFails() {
        world.wants(MIGRATING.formatted("1", "OnFailure")).settle();
        world.migrates("backend", Migrated.State.FAILED, "no").settle();
        assertThat(world.phase()).isEqualTo(Phase.Failed);
        assertThat(world.running).isEmpty();
        world.wants(MIGRATING.formatted("2", "OnFailure")).settle();
        world.migrates("backend", Migrated.State.DONE, "").settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
    }

    @Test
    void migratesAgainOnlyWhatChanged() {
        migratesBeforeAnythingRolls();
        world.wants(MIGRATING.formatted("2", "OnFailure").replace("frontend:1", "frontend:2"))
                .settle();
        assertThat(world.phase()).isEqualTo(Phase.Settling);
    }

    @Test
    void waitsUntilTheMigrationOfAnotherReleaseHasEnded() {
        migratesBeforeAnythingRolls();
        world.wants(MIGRATING.formatted("3", "OnFailure")).settle();
        world.anotherMigrates = true;
        world.wants(MIGRATING.formatted("4", "OnFailure")).settle().after(1000).settle();
        assertThat(world.phase()).isEqualTo(Phase.Migrating);
        assertThat(world.migrations).isEmpty();
        world.anotherMigrates = false;
        world.settle();
        assertThat(world.migrations).containsKey("backend");
        world.migrates("backend", Migrated.State.DONE, "").settle().after(10).settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
    }

    @Test
    void endsAMigrationWhoseImageCannotBeHad() {
        String migrates = World.TWO.replace("'backend:%s',", "'backend:%s', migration: {command: [migrate]},");
        world.wants(migrates.formatted("1", "1"))
                .settle()
                .migrates("backend", Migrated.State.DONE, "")
                .settle();
        world.wants(migrates.formatted("2", "1")).settle();
        assertThat(world.phase()).isEqualTo(Phase.Migrating);
        world.pods.add(new Seen.PodSeen(
                "migration.backend",
                "",
                "shop-backend-migrate-2-x7k2p",
                world.now,
                null,
                0,
                null,
                new Trouble(Trouble.Kind.DOUBTFUL, "no such image"),
                null));
        world.after(29).settle();
        assertThat(world.phase()).as("it may still come").isEqualTo(Phase.Migrating);
        world.after(1).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.state.failed().reason()).isEqualTo(Reason.MigrationFailed);
        assertThat(world.state.failed().message()).contains("cannot run", "no such image");
    }

    @Test
    void leavesAFailureWhereNothingIsToBePutBack() {
        world.wants(MIGRATING.formatted("1", "Never")).settle();
        world.migrates("backend", Migrated.State.DONE, "").settle();
        world.badTags.add("2");
        world.wants(MIGRATING.formatted("2", "Never")).settle();
        world.migrates("backend", Migrated.State.DONE, "").settle().after(70).settle();
        assertThat(world.phase()).isEqualTo(Phase.Failed);
        assertThat(world.tag("backend")).isEqualTo("2");
        world.pods("backend", true, 0, null, null).settle();
        assertThat(world.phase()).as("late, but well").isEqualTo(Phase.Settling);
        assertThat(world.state.failed()).isNull();
    }
}
