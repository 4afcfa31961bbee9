package dev.promptlib.operator.status;

import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.observe.Observation;
import java.time.Instant;
import java.util.List;

/** All that one reconcile has found out, from which the status is made. */
public record Round(
        Input input,
        long generation,
        Observation observation,
        List<Problem> problems,
        ApplyReport report,
        ReleaseStatus release,
        List<RotationStatus> rotation,
        String digest,
        String farewell,
        PromptLibraryStatus previous,
        Instant now) {

    /** What is said while the resource is being deleted; nothing while it is not. */
    public boolean deleting() {
        return farewell != null;
    }
}
