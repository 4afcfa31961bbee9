package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/** One thing that is known about a resource, in the form that kubectl wait, Argo CD and Flux read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("What it is about.") @Required Type type,
        @JsonPropertyDescription("True, False or Unknown.") @Required Status status,
        @JsonPropertyDescription("Why, in one word for programs.") @Required Reason reason,
        @JsonPropertyDescription("Why, and what to do next, for people.") @Size(max = 32768) String message,
        @JsonPropertyDescription("When the status last changed.") @Required String lastTransitionTime,
        @JsonPropertyDescription("The generation that this is about.") Long observedGeneration) {

    /** What conditions there are. Reconciling and Stalled exist only while true. */
    public enum Type {
        Ready,
        Reconciling,
        Stalled,
        DatabaseReady,
        CacheReady,
        ComponentsReady,
        BackupSucceeded,
        BackupVerified,
        Complete,
        Failed
    }

    /** As Kubernetes writes it. */
    public enum Status {
        True,
        False,
        Unknown
    }

    /** The same condition with its status unchanged since an earlier time. */
    public Condition since(String time) {
        return new Condition(type, status, reason, message, time, observedGeneration);
    }

    public static Condition of(Type type, Status status, Reason reason, String message, long generation, Instant now) {
        return new Condition(type, status, reason, message, now.toString(), generation);
    }
}
