package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A port of a component besides its first one. */
public record ComponentPort(
        @JsonPropertyDescription("What the Service calls the port.")
                @Required
                @Size(min = 1, max = 15) @Pattern("^[a-z]([a-z0-9]*(-[a-z0-9]+)*)$") @ValidationRule(
                        value = "self != 'http'",
                        message =
                                "http is the name of the component's first port: choose another, such as grpc or metrics")
                String name,
        @JsonPropertyDescription("The port that the container listens on, and the Service too.")
                @Required
                @Min(1) @Max(65535) Integer port) {}
