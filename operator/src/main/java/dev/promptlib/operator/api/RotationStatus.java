package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Since when generated secrets of one kind are what they are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationStatus(
        @JsonPropertyDescription("Application, Database or Cache.") @Required Rotation.Kind kind,
        @JsonPropertyDescription("Since when the present value is in use.") @Required String since,
        @JsonPropertyDescription("Whether the value before it still works.") @Required Boolean previousWorks) {}
