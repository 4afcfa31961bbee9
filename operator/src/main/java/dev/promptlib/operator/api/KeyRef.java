package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One key of a Secret of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyRef(
        @JsonPropertyDescription("The Secret's name, in the namespace of this resource.")
                @Required
                @Size(min = 1, max = 253) String name,
        @JsonPropertyDescription("The key in it.") @Required @Size(min = 1, max = 253) String key) {}
