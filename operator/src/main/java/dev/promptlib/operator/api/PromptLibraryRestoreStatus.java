package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** How far a restore is. Whoever reads it next goes on from here. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "conditions=type")
public record PromptLibraryRestoreStatus(
        @JsonPropertyDescription("The generation that the rest of the status is about.") Long observedGeneration,
        @JsonPropertyDescription("A word for people: Pending, Running, GoingBack, Complete or Failed.") Phase phase,
        @JsonPropertyDescription("What is being done now.") Step step,
        @JsonPropertyDescription("What happens, or happened, in words.") String message,
        @JsonPropertyDescription("The backup that is restored.") String snapshot,
        @JsonPropertyDescription("The run that made it; its parts carry this name.") String run,
        @JsonPropertyDescription("When the backup was taken.") String taken,
        @JsonPropertyDescription("Components whose storage is restored.") List<String> storage,
        @JsonPropertyDescription("The database that was replaced and is still there.") Kept kept,
        @JsonPropertyDescription("Why the old data was put back.") String failure,
        @JsonPropertyDescription("The steps so far.") List<Done> steps,
        @JsonPropertyDescription("What is known, for programs.") List<Condition> conditions) {

    /** A word for people. */
    public enum Phase {
        Pending,
        Running,
        GoingBack,
        Complete,
        Failed
    }

    /** What is being done. */
    public enum Step {
        Waiting(false),
        Loading(false),
        BackingUp(false),
        Rehearsing(false),
        Stopping(true),
        BackingUpLast(true),
        Upgrading(true),
        KeepingStorage(true),
        Switching(true),
        RestoringStorage(true),
        Starting(false),
        StoppingAgain(true),
        SwitchingBack(true),
        PuttingStorageBack(true),
        StartingAgain(false),
        CleaningUp(false),
        Done(false);

        private final boolean stopped;

        Step(boolean stopped) {
            this.stopped = stopped;
        }

        /** Whether the components have to be stopped meanwhile. */
        public boolean stopped() {
            return stopped;
        }
    }

    /** A step, and when. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Done(
            @JsonPropertyDescription("The step.") @Required Step step,
            @JsonPropertyDescription("When it began.") @Required String started,
            @JsonPropertyDescription("When it ended.") String finished) {}

    /** A database that was replaced, or the volume of one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kept(
            @JsonPropertyDescription("Its name beside the live one.") String database,
            @JsonPropertyDescription("The claim of its volume, where it was an older PostgreSQL's.") String volume,
            @JsonPropertyDescription("Until when it is kept.") @Required String until) {}

    public boolean ended() {
        return phase == Phase.Complete || phase == Phase.Failed;
    }

    /** Whether the components are stopped meanwhile. */
    public boolean holdsComponents() {
        return !ended() && step != null && step.stopped();
    }
}
