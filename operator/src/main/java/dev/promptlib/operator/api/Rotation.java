package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** When generated secrets are replaced by new ones, and how long the earlier ones stay good. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rotation(
        @JsonPropertyDescription("When, as a cron expression of five fields. Default: only when it is asked for.")
                @Size(max = 100) @Pattern(Backup.CRON) String schedule,
        @JsonPropertyDescription("The time zone of the schedule, as in Europe/Zurich. Default: UTC.")
                @Default("UTC")
                @Size(max = 64) @Pattern("^[A-Za-z][A-Za-z0-9_+/-]*$") String timeZone,
        @JsonPropertyDescription(
                        "What the schedule replaces. Default: all but Repository, whose password has to be kept elsewhere"
                                + " too.")
                @Size(min = 1, max = 4) List<Kind> of,
        @JsonPropertyDescription("Minutes for which the earlier value still works after the release that brought the"
                        + " new one. Default: a day.")
                @Default("1440")
                @Min(1) @Max(525_600) Integer graceMinutes) {
    /** What is replaced together. */
    public enum Kind {
        /** The values of secrets.generate. */
        Application,
        /** The password that components have for the database. */
        Database,
        /** The password that components have for the cache. */
        Cache,
        /** The password of the backups' repository: only where it is named, as somebody has to keep the new one elsewhere too. */
        Repository;

        /** Those that can be replaced without anybody having to know of it. */
        public static final Set<Kind> UNATTENDED = EnumSet.of(Application, Database, Cache);
    }
}
