package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Bounds and targets of a HorizontalPodAutoscaler. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.min <= self.max",
        message = "min is greater than max: lower min or raise max",
        fieldPath = ".min")
public record Autoscaling(
        @JsonPropertyDescription("Fewest pods.") @Default("2") @Min(1) @Max(100) Integer min,
        @JsonPropertyDescription("Most pods.") @Required @Min(1) @Max(100) Integer max,
        @JsonPropertyDescription("Wanted CPU use, in percent of the request. Default when no target is set: 80.")
                @Min(1) @Max(1000) Integer cpu,
        @JsonPropertyDescription("Wanted memory use, in percent of the request.") @Min(1) @Max(1000) Integer memory) {}
