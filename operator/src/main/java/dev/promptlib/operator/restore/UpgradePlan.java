package dev.promptlib.operator.restore;

import static dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step.*;

import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;

/**
 * To a newer PostgreSQL. It is rehearsed whole while the components run, so that what cannot be done stops nobody; from the last
 * backup until the new volume is in its place nobody may write.
 */
record UpgradePlan() implements Plan {

    @Override
    public Step next(Step step) {
        return switch (step) {
            case Waiting -> BackingUp;
            case BackingUp -> Rehearsing;
            case Rehearsing -> Stopping;
            case Stopping -> BackingUpLast;
            case BackingUpLast -> Upgrading;
            case Upgrading -> Switching;
            case Switching -> Starting;
            case StoppingAgain -> SwitchingBack;
            case SwitchingBack -> StartingAgain;
            case StartingAgain -> CleaningUp;
            case Starting, CleaningUp, Done -> Done;
            default -> throw new IllegalStateException(step.name());
        };
    }

    @Override
    public boolean isBeyondRecall(Step step) {
        return step == Waiting || step.compareTo(Switching) >= 0;
    }

    @Override
    public Step back(Step step) {
        return switch (step) {
            case Waiting -> Done;
            case BackingUp, Rehearsing -> CleaningUp;
            case Stopping, BackingUpLast, Upgrading -> StartingAgain;
            case Switching, Starting -> StoppingAgain;
            default -> step;
        };
    }
}
