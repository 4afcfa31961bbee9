package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What the operator sees. Written only when it differs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "conditions=type,components=name,rotation=kind")
public record PromptLibraryStatus(
        @JsonPropertyDescription("The generation that the rest of the status is about.") Long observedGeneration,
        @JsonPropertyDescription("A word for people: Progressing, Ready, Degraded, Stalled, RolledBack, Suspended or"
                        + " Deleting. Programs read the conditions.")
                Phase phase,
        @JsonPropertyDescription("The image tag of the first component.") String version,
        @JsonPropertyDescription("Where the application answers.") String url,
        @JsonPropertyDescription("Ready pods of the first component.") @StatusReplicas Integer replicas,
        @JsonPropertyDescription("Selects the pods of the first component.") @LabelSelector String selector,
        @JsonPropertyDescription("Each component's pods.") List<ComponentStatus> components,
        @JsonPropertyDescription("What runs, what ran before, and what is on its way.") ReleaseStatus release,
        @JsonPropertyDescription("The database.") PartStatus database,
        @JsonPropertyDescription("The cache.") PartStatus cache,
        @JsonPropertyDescription("The backups.") BackupStatus backup,
        @JsonPropertyDescription("Since when generated secrets are what they are.") List<RotationStatus> rotation,
        @JsonPropertyDescription("What is known, each with a reason and what to do next.") List<Condition> conditions,
        @JsonPropertyDescription(
                        "A fingerprint of all that was applied and of what the API server made of it; with it a"
                                + " restarted operator knows that nothing is to be written.")
                String applied) {

    /** Those of the rotation; none where there are no generated secrets. */
    public List<RotationStatus> rotated() {
        return rotation == null ? List.of() : rotation;
    }

    /** The same with another state of the release. */
    public PromptLibraryStatus with(ReleaseStatus other) {
        return new PromptLibraryStatus(
                observedGeneration,
                phase,
                version,
                url,
                replicas,
                selector,
                components,
                other,
                database,
                cache,
                backup,
                rotation,
                conditions,
                applied);
    }

    /** A word for people. */
    public enum Phase {
        Progressing,
        Ready,
        Degraded,
        Stalled,
        RolledBack,
        Suspended,
        Deleting
    }

    /** One component's pods. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComponentStatus(
            @JsonPropertyDescription("The component's name.") @Required String name,
            @JsonPropertyDescription("Pods that are ready and run the wanted release.") @Required Integer ready,
            @JsonPropertyDescription("Pods that should be.") @Required Integer desired,
            @JsonPropertyDescription("The image that is wanted.") String image) {}

    /** The database or the cache. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PartStatus(
            @JsonPropertyDescription("Who runs it.") @Required String engine,
            @JsonPropertyDescription("Whether it can be used.") @Required Boolean ready,
            @JsonPropertyDescription("The image, where the operator runs it.") String image,
            @JsonPropertyDescription("The size of its volume, where it has one.") String storage) {}
}
