package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/** What is kept in case the data is lost, where, how long, and how it is proved to be good. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Backup(
        @JsonPropertyDescription("Whether backups are made. Default: not in the development profile.") Boolean enabled,
        @JsonPropertyDescription("When, as a cron expression of five fields, or @daily and the like. Default: 03:00.")
                @Size(max = 100) @Pattern(CRON) String schedule,
        @JsonPropertyDescription("The time zone of the schedules, as in Europe/Zurich. Default: UTC.")
                @Default("UTC")
                @Size(max = 64) @Pattern("^[A-Za-z][A-Za-z0-9_+/-]*$") String timeZone,
        @JsonPropertyDescription("How many backups of the schedule are kept. Default: 7 daily, in production also 4"
                        + " weekly and 3 monthly.")
                Retention retention,
        @JsonPropertyDescription("Where backups are kept. Default: a volume as large as the database's.")
                BackupRepository repository,
        @JsonPropertyDescription(
                        "What is in a backup. Default: the database, the components' storage and the configuration.")
                @Size(min = 1, max = 3) List<Content> include,
        @JsonPropertyDescription("How backups are proved. Default in production: on Sunday at 04:00 the newest is"
                        + " restored into a PostgreSQL of its own and compared.")
                Verify verify,
        @JsonPropertyDescription("How long one run may take, in seconds. Default: three hours.")
                @Default("10800")
                @Min(60) @Max(604800) Integer deadlineSeconds,
        @JsonPropertyDescription("The image that restic is taken from. Default: restic/restic:0.18.0.")
                @Default("restic/restic:0.18.0")
                @Size(min = 1, max = 512) String image,
        @JsonPropertyDescription(
                        "The image with PostgreSQL's tools, for an external database: of its major version or a"
                                + " newer one. Default: the embedded database's own, else postgres:17.")
                @Size(min = 1, max = 512) String databaseImage,
        @JsonPropertyDescription("Requests and limits of a run, as in a pod.") ResourceRequirements resources) {

    static final String CRON =
            "^(@(hourly|daily|midnight|weekly|monthly|yearly|annually)|[0-9*,/-]+( [0-9A-Za-z*,/?-]+){4})$";

    /** A part of a backup. */
    public enum Content {
        Database,
        Storage,
        Configuration
    }

    /** How many backups are kept. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Retention(
            @JsonPropertyDescription("Of so many days the newest.") @Min(1) @Max(366) Integer daily,
            @JsonPropertyDescription("Of so many weeks the newest.") @Min(0) @Max(520) Integer weekly,
            @JsonPropertyDescription("Of so many months the newest.") @Min(0) @Max(120) Integer monthly) {}

    /** How backups are proved. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verify(
            @JsonPropertyDescription("When, as a cron expression of five fields. Default in production: Sunday 04:00.")
                    @Size(max = 100) @Pattern(CRON) String schedule,
            @JsonPropertyDescription("Whether each backup asked for by a PromptLibraryBackup is proved too.")
                    @Default("false")
                    Boolean onRequest) {}
}
