package dev.promptlib.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Done;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.status.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever fails, and whenever: a restore ends with the restored data, or with what was there. */
class RestoreMachineTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final String RESULT =
            "{\"snapshot\":\"5f4755bc\",\"run\":\"r1\",\"taken\":\"2026-03-01T03:00:00Z\",\"storage\":\"app\"}";
    private static final Sides SIDES = new Sides(false, "restored", "replaced");
    private static final int MANY = 2000;

    private static PromptLibraryRestoreSpec spec(boolean storage, boolean safety) {
        return new PromptLibraryRestoreSpec("shop", null, null, null, null, null, storage, safety, 7, 60);
    }

    private static Seen seen(JobRun.State state, boolean stopped, boolean ready) {
        String said = state == JobRun.State.SUCCEEDED ? RESULT : "a line\nthe reason";
        return new Seen("", false, true, false, List.of(new JobRun("job", state, "", said)), stopped, ready, true);
    }

    private static List<Step> trail(RestoreState state) {
        return state.steps().stream().map(Done::step).toList();
    }

    /** Goes on with the same sight until the end. */
    private static RestoreState run(RestoreState from, PromptLibraryRestoreSpec spec, Seen seen) {
        RestoreState at = from;
        for (int i = 0; i < 30 && at.step() != Step.Done; i++) {
            at = new RestoreMachine(spec, SIDES, seen, MONDAY).next(at);
        }
        return at;
    }

    @Test
    void goesForwardStepByStep() {
        RestoreState end =
                run(RestoreState.of(null, MONDAY), spec(true, true), seen(JobRun.State.SUCCEEDED, true, true));

        assertThat(trail(end))
                .containsExactly(
                        Step.Waiting,
                        Step.Loading,
                        Step.BackingUp,
                        Step.Stopping,
                        Step.KeepingStorage,
                        Step.Switching,
                        Step.RestoringStorage,
                        Step.Starting);
        var status = end.status(1, MONDAY);
        assertThat(status.phase()).isEqualTo(Phase.Complete);
        assertThat(status.kept().database()).isEqualTo("replaced");
        assertThat(status.kept().until()).isEqualTo("2026-03-09T08:00:00Z");
        assertThat(status.message()).contains("5f4755bc", "2026-03-01T03:00:00Z", "replaced");
    }

    @Test
    void goesBackWhenNobodyKnowsAnyMoreWhatWasLoaded() {
        RestoreState loading = RestoreState.of(null, MONDAY).to(Step.Loading, MONDAY);
        Seen mute = new Seen(
                "", false, true, false, List.of(new JobRun("job", JobRun.State.SUCCEEDED, "", "")), false, true, true);

        RestoreState next = new RestoreMachine(spec(true, true), SIDES, mute, MONDAY).next(loading);

        assertThat(next.step()).isEqualTo(Step.CleaningUp);
        assertThat(next.status(1, MONDAY).message()).contains("went with its pod", "make a new request");
    }

    @Test
    void leavesOutWhatIsNotWanted() {
        RestoreState end =
                run(RestoreState.of(null, MONDAY), spec(false, false), seen(JobRun.State.SUCCEEDED, true, true));

        assertThat(trail(end))
                .containsExactly(Step.Waiting, Step.Loading, Step.Stopping, Step.Switching, Step.Starting);
    }

    @Test
    void clearsAwayWhatItLoadedWhenLoadingFails() {
        RestoreState loading = RestoreState.of(null, MONDAY).to(Step.Loading, MONDAY);
        RestoreState failed = new RestoreMachine(
                        spec(true, true), SIDES, seen(JobRun.State.FAILED, false, true), MONDAY)
                .next(loading);

        assertThat(failed.step()).isEqualTo(Step.CleaningUp);
        var status = run(failed, spec(true, true), seen(JobRun.State.SUCCEEDED, false, true))
                .status(1, MONDAY);
        assertThat(status.phase()).isEqualTo(Phase.Failed);
        assertThat(status.message()).contains("the reason", "Nothing was changed");
        assertThat(status.kept()).isNull();
    }

    @Test
    void putsTheOldDataBackWhenTheComponentsDoNotStart() {
        RestoreState starting =
                run(RestoreState.of(null, MONDAY), spec(true, true), seen(JobRun.State.SUCCEEDED, true, false));
        assertThat(starting.step()).isEqualTo(Step.Starting);

        Seen never = seen(JobRun.State.SUCCEEDED, true, false);
        RestoreState back = new RestoreMachine(spec(true, true), SIDES, never, MONDAY.plusSeconds(61)).next(starting);
        assertThat(back.step()).isEqualTo(Step.StoppingAgain);
        RestoreState end = run(back, spec(true, true), seen(JobRun.State.SUCCEEDED, true, true));

        assertThat(trail(end))
                .endsWith(Step.StoppingAgain, Step.SwitchingBack, Step.PuttingStorageBack, Step.StartingAgain);
        var status = end.status(1, MONDAY);
        assertThat(status.phase()).isEqualTo(Phase.Failed);
        // The components may have written to it.
        assertThat(status.kept().database()).isEqualTo("restored");
        assertThat(status.message())
                .contains("all of it was put back", "is kept as database restored until 2026-03-09");
    }

    @Test
    void goesBackWhenTheRequestIsDeleted() {
        for (Step step : List.of(Step.Loading, Step.Stopping, Step.RestoringStorage, Step.Starting)) {
            RestoreState at =
                    RestoreState.of(null, MONDAY).loaded(loaded(), false).to(step, MONDAY);
            RestoreState end = run(at, spec(true, true), withdrawn(JobRun.State.SUCCEEDED));

            assertThat(end.failure()).as(step.name()).isEqualTo("the request was deleted");
            assertThat(trail(end))
                    .as(step.name())
                    .contains(step == Step.Loading ? Step.CleaningUp : Step.StartingAgain);
        }
    }

    private static RunResult loaded() {
        return RunResult.of(new JobRun("job", JobRun.State.SUCCEEDED, "", RESULT))
                .orElseThrow();
    }

    private static Seen withdrawn(JobRun.State state) {
        return new Seen("", false, true, true, List.of(new JobRun("job", state, "", RESULT)), true, true, true);
    }

    @Test
    void waitsForItsJobsBeforeItGoesBack() {
        RestoreState at = RestoreState.of(null, MONDAY).to(Step.RestoringStorage, MONDAY);

        RestoreState next =
                new RestoreMachine(spec(true, true), SIDES, withdrawn(JobRun.State.RUNNING), MONDAY).next(at);

        assertThat(next.step()).isEqualTo(Step.RestoringStorage);
        assertThat(next.failure()).isNull();
    }

    @Test
    void insistsOnTheWayBack() {
        RestoreState back = RestoreState.of(null, MONDAY).failed("x").to(Step.SwitchingBack, MONDAY);
        RestoreMachine machine =
                new RestoreMachine(spec(true, true), SIDES, seen(JobRun.State.FAILED, true, false), MONDAY);

        assertThat(machine.next(back).step()).isEqualTo(Step.SwitchingBack);
        assertThat(machine.triesAgain(back)).isTrue();
    }

    @Test
    void waitsForWhatPassesAndEndsAtWhatDoesNot() {
        Seen passing = new Seen("Waiting for another", false, true, false, List.of(), false, false, true);
        Seen hopeless = new Seen("spec.library: no", true, true, false, List.of(), false, false, true);
        RestoreState first = RestoreState.of(null, MONDAY);

        assertThat(new RestoreMachine(spec(true, true), SIDES, passing, MONDAY)
                        .next(first)
                        .step())
                .isEqualTo(Step.Waiting);
        var status = new RestoreMachine(spec(true, true), SIDES, hopeless, MONDAY)
                .next(first)
                .status(1, MONDAY);
        assertThat(status.phase()).isEqualTo(Phase.Failed);
        assertThat(status.message()).contains("spec.library: no");
    }

    /** A world whose databases move as the Jobs would move them; a crash forgets all but the status. */
    @Property(tries = 500)
    void endsWithOneWholeDatabaseWhateverFails(@ForAll long seed, @ForAll boolean storage, @ForAll boolean safety) {
        Random random = new Random(seed);
        PromptLibraryRestoreSpec spec = spec(storage, safety);
        RestoreState at = RestoreState.of(null, MONDAY);
        Instant now = MONDAY;
        String live = "old";
        boolean written = false;
        for (int i = 0; i < MANY && at.step() != Step.Done; i++) {
            now = now.plus(Duration.ofSeconds(random.nextInt(40)));
            JobRun.State state = JobRun.State.values()[random.nextInt(3)];
            Step doing = at.step();
            RestoreState next = new RestoreMachine(
                            spec, SIDES, seen(state, random.nextBoolean(), random.nextInt(4) == 0), now)
                    .next(at);
            written |= doing == Step.Starting;
            if (written) {
                assertThat(next.step()).as("where components have written").isNotEqualTo(Step.CleaningUp);
            }
            if (state == JobRun.State.SUCCEEDED && doing == Step.Switching) {
                live = "new";
            }
            if (state == JobRun.State.SUCCEEDED && doing == Step.SwitchingBack) {
                live = "old";
            }
            if (!live.equals("old")) {
                assertThat(next.step()).as("where the new data is in place").isNotEqualTo(Step.CleaningUp);
            }
            // The status is all that a crash leaves.
            at = RestoreState.of(next.status(1, now), now);
        }
        assertThat(at.step()).isEqualTo(Step.Done);
        assertThat(live).isEqualTo(at.failure() == null ? "new" : "old");
    }
}
