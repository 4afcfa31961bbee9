package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Where a component answers whether it works. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Health(
        @JsonPropertyDescription(
                        "Answers 2xx or 3xx when the component can serve requests; it may look at the database.")
                @Default("/")
                @Pattern("^/.*$") @Size(max = 255) String path,
        @JsonPropertyDescription(
                        "Answers 2xx or 3xx while the process works, and must not depend on the database or the"
                                + " cache. Default: the port accepts connections.")
                @Pattern("^/.*$") @Size(max = 255) String livenessPath,
        @JsonPropertyDescription("Seconds that a start may take before the container is started again.")
                @Default("60")
                @Min(5) @Max(3600) Integer startupSeconds,
        @JsonPropertyDescription("Seconds from one look at path to the next. Default: 5.") @Min(1) @Max(300) Integer periodSeconds,
        @JsonPropertyDescription("Seconds that any answer may take. Default: 3.") @Min(1) @Max(300) Integer timeoutSeconds,
        @JsonPropertyDescription("How many looks at path have to fail in a row until a pod gets no more requests."
                        + " Default: 3.")
                @Min(1) @Max(100) Integer failures) {}
