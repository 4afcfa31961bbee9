package dev.promptlib.operator.restore;

import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.status.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A restore as a state machine: from where it is, and what is seen, to where it goes on. It acts on nothing itself. */
public final class RestoreMachine {
    private static final Duration STOP_LIMIT = Duration.ofMinutes(10);
    /** What their Jobs say is needed later: which backup it is, and of which storage. */
    private static final List<Step> TELLING = List.of(Step.Loading, Step.BackingUpLast, Step.Upgrading);

    private final PromptLibraryRestoreSpec spec;
    private final Sides sides;
    private final Seen seen;
    private final Instant now;

    public RestoreMachine(PromptLibraryRestoreSpec spec, Sides sides, Seen seen, Instant now) {
        this.spec = spec;
        this.sides = sides;
        this.seen = seen;
        this.now = now;
    }

    /** Where it goes on. The same as before when there is nothing to do but wait. */
    public RestoreState next(RestoreState at) {
        Plan plan = Plan.of(spec, seen.database(), !at.storage().isEmpty());
        if (!seen.wanted() && !plan.isBeyondRecall(at.step())) {
            return at.failed("spec.database.version no longer asks for it").to(plan.back(at.step()), now);
        }
        if (seen.withdrawn() && at.failure() == null) {
            // A Job that still runs would go on with what is being put back.
            return seen.state() == JobRun.State.RUNNING
                    ? at.saying("The request was deleted: it goes back as soon as what is being done has ended")
                    : at.failed("the request was deleted").to(plan.back(at.step()), now);
        }
        return switch (at.step()) {
            case Waiting -> waiting(at, plan);
            case Loading -> byJob(at, plan, "Loading the backup beside the live data");
            case Rehearsing -> byJob(at, plan, "Trying it with the backup, on a new volume, while the components run");
            case Upgrading ->
                byJob(at, plan, "Bringing the data to PostgreSQL " + spec.postgres() + ", on a new volume");
            case BackingUp, BackingUpLast -> byJob(at, plan, "Making a backup of what is there");
            case KeepingStorage -> byJob(at, plan, "Keeping a copy of the components' storage");
            case Switching -> byJob(at, plan, "Putting the restored database in its place");
            case RestoringStorage -> byJob(at, plan, "Restoring the components' storage");
            case Stopping, StoppingAgain -> stopping(at, plan);
            case Starting -> starting(at, plan);
            case StartingAgain -> startingAgain(at, plan);
            case SwitchingBack, PuttingStorageBack, CleaningUp -> insisting(at, plan);
            case Done -> at;
        };
    }

    private RestoreState waiting(RestoreState at, Plan plan) {
        if (seen.obstacle().isEmpty()) {
            return at.to(plan.next(Step.Waiting), now);
        }
        return seen.hopeless() ? at.failed(seen.obstacle()).to(Step.Done, now) : at.saying(seen.obstacle());
    }

    private RestoreState byJob(RestoreState at, Plan plan, String doing) {
        return switch (seen.state()) {
            case RUNNING -> at.saying(doing);
            case FAILED -> at.failed(seen.complaint()).to(plan.back(at.step()), now);
            case SUCCEEDED -> forward(at, plan);
        };
    }

    private RestoreState forward(RestoreState at, Plan plan) {
        if (TELLING.contains(at.step())) {
            return seen.jobs().stream()
                    .findFirst()
                    .flatMap(RunResult::of)
                    .map(result -> at.loaded(result, Boolean.FALSE.equals(spec.storage()))
                            .to(plan.next(at.step()), now))
                    .orElseGet(() -> at.failed(
                                    "its Job ended well, but what it said went with its pod: make a new request")
                            .to(plan.back(at.step()), now));
        }
        Instant until = now.plus(Duration.ofDays(spec.keepDays()));
        if (at.step() == Step.Switching) {
            return at.keeping(sides.keptReplaced(until)).to(plan.next(at.step()), now);
        }
        if (at.step() == Step.SwitchingBack) {
            return at.keeping(at.has(Step.Starting) ? sides.keptRestored(until) : null)
                    .to(plan.next(at.step()), now);
        }
        return at.to(plan.next(at.step()), now);
    }

    private RestoreState stopping(RestoreState at, Plan plan) {
        if (seen.stopped()) {
            return at.to(plan.next(at.step()), now);
        }
        if (at.step() == Step.Stopping && at.since(now).compareTo(STOP_LIMIT) > 0) {
            return at.failed("the components did not stop within " + STOP_LIMIT.toMinutes()
                            + " minutes: look at their pods")
                    .to(plan.back(at.step()), now);
        }
        return at.saying("Waiting until the components have stopped");
    }

    private RestoreState starting(RestoreState at, Plan plan) {
        if (seen.ready()) {
            return at.to(Step.Done, now);
        }
        if (at.since(now).toSeconds() > spec.healthSeconds()) {
            return at.failed("the components were not ready with the restored data within " + spec.healthSeconds()
                            + " seconds")
                    .to(plan.back(at.step()), now);
        }
        return at.saying("Waiting until the components are ready with the restored data");
    }

    /** The old data is in its place; whether the components like it is no longer the restore's affair. */
    private RestoreState startingAgain(RestoreState at, Plan plan) {
        boolean longEnough = at.since(now).toSeconds() > spec.healthSeconds();
        return seen.ready() || longEnough
                ? at.to(at.kept() == null ? plan.next(at.step()) : Step.Done, now)
                : at.saying("Waiting until the components are ready with the old data");
    }

    /** On the way back there is nothing to go back to: it is tried until it is done. */
    private RestoreState insisting(RestoreState at, Plan plan) {
        return switch (seen.state()) {
            case SUCCEEDED -> forward(at, plan);
            case RUNNING -> at.saying("Putting back what was there");
            case FAILED ->
                at.saying("Putting back what was there; it is tried again, as it failed: " + seen.complaint());
        };
    }

    /** Whether a Job that failed is to be made again. */
    public boolean triesAgain(RestoreState at) {
        return seen.state() == JobRun.State.FAILED
                && List.of(Step.SwitchingBack, Step.PuttingStorageBack, Step.CleaningUp)
                        .contains(at.step());
    }

    /** A word for people. */
    static Phase phase(RestoreState at) {
        if (at.step() == Step.Done) {
            return at.failure() == null ? Phase.Complete : Phase.Failed;
        }
        if (at.step() == Step.Waiting) {
            return Phase.Pending;
        }
        return at.failure() == null ? Phase.Running : Phase.GoingBack;
    }
}
