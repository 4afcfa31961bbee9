package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How a new release goes out, and what becomes of one that fails. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Update(
        @JsonPropertyDescription("OnFailure puts the previous release back when a new one fails; Never leaves what"
                        + " there is.")
                @Default("OnFailure")
                Rollback rollback,
        @JsonPropertyDescription("Back the data up before a release that brings another image, command or migration,"
                        + " and only then go on. Default: true where backups are made, but not in the development"
                        + " profile.")
                Boolean backupFirst,
        @JsonPropertyDescription("Seconds in which a component has to get another ready pod of a new release, or the"
                        + " release has failed.")
                @Default("300")
                @Min(10) @Max(86400) Integer progressDeadlineSeconds,
        @JsonPropertyDescription("Seconds that the first new pod of each component, and at last all of them, must stay"
                        + " ready. Default: 30, in the development profile 0.")
                @Min(0) @Max(3600) Integer settleSeconds) {
    /** What becomes of a release that fails. */
    public enum Rollback {
        OnFailure,
        Never
    }
}
