package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A Job with the image, environment and files of a new release, which has to succeed before its pods start. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Migration(
        @JsonPropertyDescription("What is run, instead of the image's entry point.") @Required @Size(min = 1, max = 64) List<@Size(max = 4096) String> command,
        @JsonPropertyDescription("Arguments of the command.") @Size(max = 64) List<@Size(max = 4096) String> args,
        @JsonPropertyDescription("Seconds after which a migration that still runs has failed.")
                @Default("600")
                @Min(10) @Max(86400) Integer deadlineSeconds,
        @JsonPropertyDescription("How often it is tried before the release has failed. More than 1 only if half a"
                        + " migration can be run again.")
                @Default("1")
                @Min(1) @Max(10) Integer attempts) {}
