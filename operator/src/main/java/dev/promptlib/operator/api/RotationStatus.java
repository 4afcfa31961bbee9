package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Since when generated secrets of one kind are what they are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationStatus(
        @JsonPropertyDescription("Application, Database, Cache or Repository.") @Required Rotation.Kind kind,
        @JsonPropertyDescription("Since when the present value is in use.") @Required String since,
        @JsonPropertyDescription("Whether the value before it still works.") @Required Boolean previousWorks,
        @JsonPropertyDescription("What is still being done, and what is in its way.") String message) {}
