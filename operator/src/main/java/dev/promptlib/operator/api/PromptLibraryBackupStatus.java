package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import java.util.List;

/** What became of a request for a backup. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "conditions=type")
public record PromptLibraryBackupStatus(
        @JsonPropertyDescription("The generation that the rest of the status is about.") Long observedGeneration,
        @JsonPropertyDescription("A word for people: Pending, Running, Verifying, Complete or Failed.") Phase phase,
        @JsonPropertyDescription("What happens, or happened, in words.") String message,
        @JsonPropertyDescription("The id to restore the backup by.") String snapshot,
        @JsonPropertyDescription("Whether it was restored and compared.") Boolean verified,
        @JsonPropertyDescription("When it was complete or failed.") String finished,
        @JsonPropertyDescription("What is known, for programs.") List<Condition> conditions) {
    /** A word for people. */
    public enum Phase {
        Pending,
        Running,
        Verifying,
        Complete,
        Failed
    }

    public boolean ended() {
        return phase == Phase.Complete || phase == Phase.Failed;
    }
}
