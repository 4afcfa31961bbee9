package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which backup is restored, and into what. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "")
@ValidationRule(
        value = "self == oldSelf",
        message = "a request cannot change once it is made: make a new one under another name")
@ValidationRule(
        value = "(has(self.snapshot) ? 1 : 0) + (has(self.before) ? 1 : 0) + (has(self.undo) ? 1 : 0) <= 1",
        message = "snapshot, before and undo exclude each other: keep one, or none for the newest backup",
        fieldPath = ".snapshot")
@ValidationRule(
        value = "!has(self.undo) || !has(self.from)",
        message = "undo puts back what this cluster has kept: remove from",
        fieldPath = ".from")
@ValidationRule(
        value = "!has(self.postgres) || !(has(self.snapshot) || has(self.before) || has(self.undo) || has(self.from))",
        message = "a newer PostgreSQL takes over what is there now: remove snapshot, before, undo and from",
        fieldPath = ".postgres")
public record PromptLibraryRestoreSpec(
        @JsonPropertyDescription("The PromptLibrary that is restored into, in the same namespace. It has to exist, and"
                        + " its spec.backup says where the repository is.")
                @Required
                @Size(min = 1, max = 63) String library,
        @JsonPropertyDescription("The backup's id, or latest. Default: the newest.")
                @Pattern("^(latest|[0-9a-f]{8,64})$") @Size(max = 64) String snapshot,
        @JsonPropertyDescription("The newest backup of this time or earlier, in UTC, as in 2026-01-31T08:00:00Z.")
                @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$") @Size(max = 20) String before,
        @JsonPropertyDescription("The name of an earlier PromptLibraryRestore: puts back the database that it replaced,"
                        + " as long as that is kept.")
                @Size(min = 1, max = 253) String undo,
        @JsonPropertyDescription(
                        "The newer major version of PostgreSQL that the database moves to, on a new volume. The"
                                + " operator makes such a request when spec.database.version of the library is raised.")
                @Min(14) @Max(18) Integer postgres,
        @JsonPropertyDescription("Whose backup it is, where it is another resource's: of another namespace, or of a"
                        + " cluster that is lost. Default: the library's own.")
                Origin from,
        @JsonPropertyDescription("Whether the components' storage is restored too, where the backup has it. It is"
                        + " restored in place, while the components are stopped and after a copy was kept.")
                @Default("true")
                Boolean storage,
        @JsonPropertyDescription("Whether a backup of what is there is made first.") @Default("true")
                Boolean safetyBackup,
        @JsonPropertyDescription("For how many days the database that is replaced is kept beside the new one.")
                @Default("7")
                @Min(0) @Max(365) Integer keepDays,
        @JsonPropertyDescription(
                        "How long the components may take to be ready with the restored data, in seconds; after"
                                + " that the old data is put back.")
                @Default("600")
                @Min(30) @Max(86400) Integer healthSeconds) {

    /** Whose backup it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(
            @JsonPropertyDescription("The namespace. Default: this one.") @Size(min = 1, max = 63) String namespace,
            @JsonPropertyDescription("The PromptLibrary's name.") @Required @Size(min = 1, max = 63) String library) {}

    /** What moves a database to a newer PostgreSQL. */
    public static PromptLibraryRestoreSpec newer(String library, int postgres) {
        return new PromptLibraryRestoreSpec(library, null, null, null, postgres, null, false, true, 7, 600);
    }
}
