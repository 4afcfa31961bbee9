package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** The Redis cache of the application. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(self.engine == 'External') == has(self.external)",
        message =
                "engine External and external go together: name the Secret in external.secretRef, or choose another engine",
        fieldPath = ".external")
@ValidationRule(
        value = "self.engine == 'Embedded' || !(has(self.image) || has(self.maxMemory) || has(self.evictionPolicy)"
                + " || has(self.persistence) || has(self.resources))",
        message =
                "image, maxMemory, evictionPolicy, persistence and resources are of engine Embedded only: remove them",
        fieldPath = ".engine")
public record Cache(
        @JsonPropertyDescription(
                        "Embedded runs Redis for this resource, External uses one that exists, None has no cache.")
                @Default("Embedded")
                Engine engine,
        @JsonPropertyDescription("The image. Default: redis:8.") @Size(min = 1, max = 512) String image,
        @JsonPropertyDescription("What the data may take; it must stay below the memory limit. Default: three quarters"
                        + " of the limit.")
                @Size(max = 32) @Pattern(Sizes.QUANTITY) String maxMemory,
        @JsonPropertyDescription("What goes when maxMemory is reached. Default: allkeys-lru.")
                EvictionPolicy evictionPolicy,
        @JsonPropertyDescription("Keeps the data over restarts. Default: it does not.") VolumeSize persistence,
        @JsonPropertyDescription("Requests and limits, as in a pod. Default: by profile.")
                ResourceRequirements resources,
        @JsonPropertyDescription("Where the external cache is.") External external) {

    /** Who runs the cache. */
    public enum Engine {
        Embedded,
        External,
        None
    }
}
