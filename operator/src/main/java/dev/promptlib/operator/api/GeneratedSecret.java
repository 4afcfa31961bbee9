package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A secret value that the operator makes once. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GeneratedSecret(
        @JsonPropertyDescription("The variable's name, such as JWT_SECRET.")
                @Required
                @Size(min = 1, max = 64) @Pattern("^[A-Z_][A-Z0-9_]*$") String name,
        @JsonPropertyDescription("How long it is: characters for Alphanumeric, else random bytes before encoding.")
                @Default("32")
                @Min(16) @Max(1024) Integer length,
        @JsonPropertyDescription("How it is written.") @Default("Alphanumeric") Encoding encoding) {
    /** How a random value is written. */
    public enum Encoding {
        Alphanumeric,
        Base64,
        Base64Url,
        Hex
    }
}
