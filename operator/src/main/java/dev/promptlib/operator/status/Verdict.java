package dev.promptlib.operator.status;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;

/** What is said of one thing: how it is, why, and whether only a person can help. */
record Verdict(Condition.Status status, Reason reason, String message, boolean stalled) {
    static Verdict ready(String message) {
        return new Verdict(Condition.Status.True, Reason.Available, message, false);
    }

    static Verdict notYet(Reason reason, String message) {
        return new Verdict(Condition.Status.False, reason, message, false);
    }

    /** It serves, though not yet, or no longer, as wanted. */
    static Verdict serving(Reason reason, String message) {
        return new Verdict(Condition.Status.Unknown, reason, message, false);
    }

    static Verdict stalled(Reason reason, String message) {
        return new Verdict(Condition.Status.False, reason, message, true);
    }

    Verdict as(Condition.Status other) {
        return new Verdict(other, reason, message, stalled);
    }
}
