package dev.promptlib.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Done;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.observe.JobRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever fails, and whenever somebody thinks better of it: the database ends on one volume, and components run. */
class UpgradePlanTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final PromptLibraryRestoreSpec SPEC = PromptLibraryRestoreSpec.newer("shop", 17);
    private static final Sides SIDES = new Sides(true, "shop-database-17", "shop-database");
    private static final String RESULT =
            "{\"snapshot\":\"5f4755bc\",\"run\":\"r1\",\"taken\":\"2026-03-01T03:00:00Z\"}";

    private static Seen seen(JobRun.State state, boolean wanted, boolean stopped, boolean ready) {
        String said = state == JobRun.State.SUCCEEDED ? RESULT : "the reason";
        return new Seen("", false, wanted, false, List.of(new JobRun("job", state, "", said)), stopped, ready, true);
    }

    private static RestoreState run(RestoreState from, Seen seen) {
        RestoreState at = from;
        for (int i = 0; i < 30 && at.step() != Step.Done; i++) {
            at = new RestoreMachine(SPEC, SIDES, seen, MONDAY).next(at);
        }
        return at;
    }

    private static List<Step> trail(RestoreState state) {
        return state.steps().stream().map(Done::step).toList();
    }

    @Test
    void isRehearsedBeforeAnybodyIsStopped() {
        RestoreState end = run(RestoreState.of(null, MONDAY), seen(JobRun.State.SUCCEEDED, true, true, true));

        assertThat(trail(end))
                .containsExactly(
                        Step.Waiting,
                        Step.BackingUp,
                        Step.Rehearsing,
                        Step.Stopping,
                        Step.BackingUpLast,
                        Step.Upgrading,
                        Step.Switching,
                        Step.Starting);
        var status = end.status(1, MONDAY);
        assertThat(status.phase()).isEqualTo(Phase.Complete);
        assertThat(status.kept().volume()).isEqualTo("shop-database");
        assertThat(status.message()).contains("kept as volume shop-database until 2026-03-09");
    }

    @Test
    void takesTheBackupThatWasMadeAfterAllHadStopped() {
        RestoreState last = RestoreState.of(null, MONDAY).to(Step.BackingUpLast, MONDAY);
        Seen done = seen(JobRun.State.SUCCEEDED, true, true, true);

        assertThat(new RestoreMachine(SPEC, SIDES, done, MONDAY).next(last).run())
                .isEqualTo("r1");
        Seen mute = new Seen(
                "", false, true, false, List.of(new JobRun("job", JobRun.State.SUCCEEDED, "", "")), true, true, true);
        RestoreState end = run(new RestoreMachine(SPEC, SIDES, mute, MONDAY).next(last), done);
        assertThat(end.status(1, MONDAY).phase()).isEqualTo(Phase.Failed);
        assertThat(trail(end)).doesNotContain(Step.Upgrading, Step.Switching);
    }

    @Test
    void stopsNobodyWhenTheRehearsalFails() {
        RestoreState rehearsing = RestoreState.of(null, MONDAY).to(Step.Rehearsing, MONDAY);
        RestoreState failed =
                new RestoreMachine(SPEC, SIDES, seen(JobRun.State.FAILED, true, false, true), MONDAY).next(rehearsing);

        RestoreState end = run(failed, seen(JobRun.State.SUCCEEDED, true, false, true));

        assertThat(trail(end)).containsExactly(Step.Waiting, Step.Rehearsing, Step.CleaningUp);
        assertThat(trail(end)).noneMatch(Step::stopped);
        assertThat(end.status(1, MONDAY).message()).contains("the reason", "Nothing was changed");
    }

    @Test
    void isCalledOffUntilTheNewVolumeIsInItsPlace() {
        for (Step step : List.of(Step.BackingUp, Step.Rehearsing, Step.Stopping, Step.BackingUpLast, Step.Upgrading)) {
            RestoreState at = RestoreState.of(null, MONDAY).to(step, MONDAY);
            RestoreState end = run(at, seen(JobRun.State.SUCCEEDED, false, true, true));
            assertThat(end.failure()).as(step.name()).isEqualTo("spec.database.version no longer asks for it");
            assertThat(trail(end)).as(step.name()).doesNotContain(Step.Switching);
        }
        RestoreState late = RestoreState.of(null, MONDAY).to(Step.Switching, MONDAY);
        assertThat(run(late, seen(JobRun.State.SUCCEEDED, false, true, true)).failure())
                .isNull();
    }

    /** A world whose database is on one of two volumes; a crash forgets all but the status. */
    @Property(tries = 500)
    void endsOnOneVolumeWhateverFails(@ForAll long seed) {
        Random random = new Random(seed);
        RestoreState at = RestoreState.of(null, MONDAY);
        Instant now = MONDAY;
        String live = "old";
        boolean whole = false;
        for (int i = 0; i < 2000 && at.step() != Step.Done; i++) {
            now = now.plus(Duration.ofSeconds(random.nextInt(200)));
            JobRun.State state = JobRun.State.values()[random.nextInt(3)];
            Step doing = at.step();
            Seen seen = seen(state, random.nextInt(20) > 0, random.nextBoolean(), random.nextInt(4) == 0);
            RestoreState next = new RestoreMachine(SPEC, SIDES, seen, now).next(at);
            whole |= doing == Step.Upgrading && next.step() == Step.Switching;
            if (doing == Step.Switching) {
                assertThat(whole).as("the new data when it is switched to").isTrue();
                live = "new";
            }
            if (doing == Step.SwitchingBack && state == JobRun.State.SUCCEEDED) {
                live = "old";
            }
            if (next.step() == Step.CleaningUp) {
                assertThat(live).as("the volume that is not removed").isEqualTo("old");
            }
            at = RestoreState.of(next.status(1, now), now);
        }
        assertThat(at.step()).isEqualTo(Step.Done);
        assertThat(live).isEqualTo(at.failure() == null ? "new" : "old");
    }
}
