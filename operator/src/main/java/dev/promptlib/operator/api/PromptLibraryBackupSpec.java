package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which resource is backed up, and whether the backup is proved at once. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "")
@ValidationRule(
        value = "self == oldSelf",
        message = "a request cannot change once it is made: make a new one under another name")
public record PromptLibraryBackupSpec(
        @JsonPropertyDescription("The PromptLibrary, in the same namespace.") @Required @Size(min = 1, max = 63) String library,
        @JsonPropertyDescription("Whether it is restored and compared at once. Default: spec.backup.verify.onRequest of"
                        + " the PromptLibrary.")
                Boolean verify,
        @JsonPropertyDescription("What it is made for, which decides how long it is kept: Request 30 days, Safety 14"
                        + " days, Final for ever.")
                @Default("Request")
                Purpose purpose) {
    /** What a backup is made for. */
    public enum Purpose {
        Request,
        Safety,
        Final
    }
}
