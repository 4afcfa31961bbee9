package dev.promptlib.operator.restore;

import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Done;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Kept;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.status.Requests;
import dev.promptlib.operator.status.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far a restore is: what its status says, without what is only said for people. */
public record RestoreState(
        Step step,
        String message,
        String snapshot,
        String run,
        String taken,
        List<String> storage,
        Kept kept,
        String failure,
        List<Done> steps) {

    /** From the status, or from the beginning. */
    public static RestoreState of(PromptLibraryRestoreStatus status, Instant now) {
        if (status == null || status.step() == null) {
            Done first = new Done(Step.Waiting, now.toString(), null);
            return new RestoreState(Step.Waiting, "", null, null, null, List.of(), null, null, List.of(first));
        }
        return new RestoreState(
                status.step(),
                status.message(),
                status.snapshot(),
                status.run(),
                status.taken(),
                status.storage() == null ? List.of() : status.storage(),
                status.kept(),
                status.failure(),
                status.steps());
    }

    RestoreState to(Step next, Instant now) {
        List<Done> trail = new ArrayList<>(steps);
        Done last = trail.remove(trail.size() - 1);
        trail.add(new Done(last.step(), last.started(), now.toString()));
        if (next != Step.Done) {
            trail.add(new Done(next, now.toString(), null));
        }
        return new RestoreState(next, message, snapshot, run, taken, storage, kept, failure, trail);
    }

    public RestoreState saying(String other) {
        return new RestoreState(step, other, snapshot, run, taken, storage, kept, failure, steps);
    }

    RestoreState failed(String why) {
        return new RestoreState(step, message, snapshot, run, taken, storage, kept, why, steps);
    }

    public RestoreState keeping(Kept database) {
        return new RestoreState(step, message, snapshot, run, taken, storage, database, failure, steps);
    }

    RestoreState loaded(RunResult result, boolean withoutStorage) {
        List<String> restored = withoutStorage ? List.of() : result.components();
        return new RestoreState(
                step, message, result.snapshot(), result.run(), result.taken(), restored, kept, failure, steps);
    }

    /** Whether there is something to go on with, or to go back from. */
    public boolean hasBegun() {
        return step != Step.Waiting && step != Step.Done;
    }

    /** Whether it has come so far, or further. */
    boolean has(Step wanted) {
        return steps.stream().anyMatch(done -> done.step() == wanted);
    }

    /** How long the step has been going on. */
    public Duration since(Instant now) {
        return Duration.between(Instant.parse(steps.get(steps.size() - 1).started()), now);
    }

    /** As people and programs read it. */
    public PromptLibraryRestoreStatus status(long generation, Instant now) {
        Phase phase = RestoreMachine.phase(this);
        String said =
                switch (phase) {
                    case Complete ->
                        "Restored " + (snapshot == null ? "what had been replaced" : snapshot + " of " + taken)
                                + keptUntil("what it replaced is kept");
                    case Failed ->
                        failure + ". Nothing was changed, or all of it was put back"
                                + keptUntil("what was restored, and may have been written to since, is kept");
                    case GoingBack -> "Going back, as it failed: " + failure + ". " + message;
                    default -> message;
                };
        return new PromptLibraryRestoreStatus(
                generation,
                phase,
                step,
                said,
                snapshot,
                run,
                taken,
                storage,
                kept,
                failure,
                steps,
                Requests.conditions(phase == Phase.Complete, phase == Phase.Failed, said, generation, now));
    }

    private String keptUntil(String what) {
        return kept == null
                ? ""
                : "; " + what + " as "
                        + (kept.volume() == null ? "database " + kept.database() : "volume " + kept.volume())
                        + " until "
                        + kept.until();
    }
}
