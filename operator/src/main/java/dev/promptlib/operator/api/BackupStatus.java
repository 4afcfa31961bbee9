package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What is known of the backups: results of runs outlive their Jobs here. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupStatus(
        @JsonPropertyDescription("The newest backup that is complete.") Backed last,
        @JsonPropertyDescription("The last run that failed.") Failed lastFailure,
        @JsonPropertyDescription("The newest backup that was restored and found to be the same.") Proved verified,
        @JsonPropertyDescription("The last verification that failed.") Failed lastVerificationFailure) {

    public static final BackupStatus NOTHING = new BackupStatus(null, null, null, null);

    /** A complete backup. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Backed(
            @JsonPropertyDescription("The id to restore it by.") @Required String snapshot,
            @JsonPropertyDescription("When it was complete.") @Required String finished,
            @JsonPropertyDescription("Who asked for it: schedule, request or safety.") String origin,
            @JsonPropertyDescription("How long it took.") Long seconds,
            @JsonPropertyDescription("How much was read.") Long bytes,
            @JsonPropertyDescription("How much was new in the repository.") Long added,
            @JsonPropertyDescription("Tables in it.") Long tables,
            @JsonPropertyDescription("Rows in it.") Long rows,
            @JsonPropertyDescription("The repository's id. Another id means that the repository was made anew.")
                    String repository) {}

    /** A run that failed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failed(
            @JsonPropertyDescription("The Job.") @Required String job,
            @JsonPropertyDescription("When it failed.") @Required String finished,
            @JsonPropertyDescription("Why.") String message) {}

    /** A backup that was restored and compared. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Proved(
            @JsonPropertyDescription("The backup's id.") @Required String snapshot,
            @JsonPropertyDescription("When the backup was taken.") String taken,
            @JsonPropertyDescription("When it was proved.") @Required String finished,
            @JsonPropertyDescription("How long that took.") Long seconds,
            @JsonPropertyDescription("Tables that were compared.") Long tables,
            @JsonPropertyDescription("Rows that were compared.") Long rows) {}
}
