package dev.promptlib.operator.status;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Status.True;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import java.time.Instant;
import java.util.List;

/** The conditions of a request: one for those who wait for its end, and those that kstatus reads. */
public final class Requests {
    private Requests() {}

    public static List<Condition> conditions(
            boolean complete, boolean failed, String message, long generation, Instant now) {
        if (complete) {
            return List.of(
                    Condition.of(Condition.Type.Ready, True, Reason.Complete, message, generation, now),
                    Condition.of(Condition.Type.Complete, True, Reason.Complete, message, generation, now));
        }
        if (failed) {
            return List.of(
                    Condition.of(Condition.Type.Ready, False, Reason.Failed, message, generation, now),
                    Condition.of(Condition.Type.Failed, True, Reason.Failed, message, generation, now),
                    Condition.of(Condition.Type.Stalled, True, Reason.Failed, message, generation, now));
        }
        return List.of(
                Condition.of(Condition.Type.Ready, False, Reason.Running, message, generation, now),
                Condition.of(Condition.Type.Reconciling, True, Reason.Running, message, generation, now));
    }
}
