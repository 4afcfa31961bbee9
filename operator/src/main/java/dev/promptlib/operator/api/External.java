package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A server that exists already, known by its connection URL in a Secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record External(
        @JsonPropertyDescription("The Secret, and the key in it, that hold the connection URL.") @Required
                KeyRef secretRef) {
    /** Names one key of a Secret of the same namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyRef(
            @JsonPropertyDescription("The Secret's name, in the namespace of this resource.")
                    @Required
                    @Size(min = 1, max = 253) String name,
            @JsonPropertyDescription("The key with the connection URL.") @Default("url") @Size(min = 1, max = 253) String key) {}
}
