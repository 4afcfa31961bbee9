package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Configuration files in one directory of a component. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.files) != has(self.configMapRef)",
        message = "say where the files come from: set either files or configMapRef, not both")
public record ConfigMount(
        @JsonPropertyDescription("A name for this set of files.")
                @Required
                @Size(min = 1, max = 20) @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$") String name,
        @JsonPropertyDescription("The directory in which the files appear.")
                @Required
                @Pattern("^/.+$") @Size(max = 255) String mountPath,
        @JsonPropertyDescription("File names and their contents.") @Size(min = 1, max = 32) Map<String, String> files,
        @JsonPropertyDescription("A ConfigMap of the same namespace whose keys are the file names.")
                NameRef configMapRef,
        @JsonPropertyDescription("Restart rolls the pods when a file changes; Live only updates the files, for"
                        + " applications that read them again.")
                @Default("Restart")
                Reload reload) {
    /** What happens when a file changes. */
    public enum Reload {
        Restart,
        Live
    }
}
