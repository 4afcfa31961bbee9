package dev.promptlib.operator.restore;

import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.*;

import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;

/** The order of the steps: forward to the restored data, or back to what was there. */
record RestorePlan(PromptLibraryRestoreSpec spec, boolean database, boolean storage) implements Plan {

    Step first() {
        return spec.undo() == null ? Loading : afterLoading();
    }

    Step afterLoading() {
        return Boolean.FALSE.equals(spec.safetyBackup()) ? Stopping : BackingUp;
    }

    /** After a step that went well. */
    @Override
    public Step next(Step step) {
        return switch (step) {
            case Waiting -> first();
            case Loading -> afterLoading();
            case BackingUp -> Stopping;
            case Stopping -> storage ? KeepingStorage : database ? Switching : Starting;
            case KeepingStorage -> database ? Switching : RestoringStorage;
            case Switching -> storage ? RestoringStorage : Starting;
            case RestoringStorage -> Starting;
            case Starting -> Done;
            case StoppingAgain -> database ? SwitchingBack : storage ? PuttingStorageBack : StartingAgain;
            case SwitchingBack -> storage ? PuttingStorageBack : StartingAgain;
            case PuttingStorageBack -> StartingAgain;
            case StartingAgain -> database ? CleaningUp : Done;
            case CleaningUp, Done -> Done;
            case Rehearsing, BackingUpLast, Upgrading -> throw new IllegalStateException(step.name());
        };
    }

    /** What is asked for cannot change. */
    @Override
    public boolean isBeyondRecall(Step step) {
        return true;
    }

    /** After a step that failed: back over all that may have been changed. */
    @Override
    public Step back(Step step) {
        return switch (step) {
            case Waiting -> Done;
            case Loading, BackingUp -> database ? CleaningUp : Done;
            case Stopping, KeepingStorage -> StartingAgain;
            case Switching, RestoringStorage, Starting -> StoppingAgain;
            default -> step;
        };
    }
}
