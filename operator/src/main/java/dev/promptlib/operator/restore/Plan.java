package dev.promptlib.operator.restore;

import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;

/** The order of steps, there and back. */
interface Plan {
    static Plan of(PromptLibraryRestoreSpec spec, boolean database, boolean storage) {
        return spec.postgres() == null ? new RestorePlan(spec, database, storage) : new UpgradePlan();
    }

    /** After a step that went well. */
    Step next(Step step);

    /** Whether nobody can think better of it any more. */
    boolean isBeyondRecall(Step step);

    /** After a step that failed: back over all that may have been changed. */
    Step back(Step step);
}
