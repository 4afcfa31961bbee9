package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names an object of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NameRef(
        @JsonPropertyDescription("The object's name, in the namespace of this resource.")
                @Required
                @Size(min = 1, max = 253) String name) {}
