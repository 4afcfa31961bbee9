package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;

/** What a user asks for. Every field has a default; the smallest spec is one component with an image and a port. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "components=name")
@ValidationRule(
        value = "!has(self.exposure) || !has(self.exposure.paths)"
                + " || self.exposure.paths.all(p, self.components.exists(c, c.name == p.component))",
        message = "exposure.paths names a component that does not exist: use a name from components",
        fieldPath = ".exposure.paths")
@ValidationRule(
        value = "!has(self.exposure) || has(self.exposure.paths) || has(self.components[0].port)",
        message = "exposure needs a component that listens: give the first component a port, or list exposure.paths",
        fieldPath = ".exposure")
@ValidationRule(
        value = "has(self.exposure) == false || !has(self.exposure.paths)"
                + " || self.exposure.paths.all(p, self.components.all(c, c.name != p.component || has(c.port)))",
        message = "exposure.paths leads to a component without a port: give that component a port",
        fieldPath = ".exposure.paths")
@ValidationRule(
        value =
                "!has(self.deletionPolicy) || self.deletionPolicy != 'Snapshot'"
                        + " || (has(self.backup) && has(self.backup.enabled) ? self.backup.enabled : self.profile != 'development')",
        message = "deletionPolicy Snapshot needs backups: set backup.enabled to true, or choose Retain or Delete",
        fieldPath = ".deletionPolicy")
public record PromptLibrarySpec(
        @JsonPropertyDescription("What the defaults are made for: development, staging or production. It only chooses"
                        + " defaults; any field that is set wins.")
                @Default("production")
                Profile profile,
        @JsonPropertyDescription("Stop changing the cluster. What runs goes on running, the status stays true and says"
                        + " that it is suspended.")
                @Default("false")
                Boolean suspend,
        @JsonPropertyDescription("What becomes of the data (volumes, generated secrets) when this resource is deleted:"
                        + " Retain keeps it, and a new resource of the same name takes it over; Snapshot makes a last backup,"
                        + " proves it, and removes all but the backups and their password; Delete removes all."
                        + " Default: Delete in the development profile, else Retain.")
                DeletionPolicy deletionPolicy,
        @JsonPropertyDescription(
                        "How many pods each component has that sets none itself. Where it is set, `kubectl scale`"
                                + " changes it. Default: 2 in production, else 1.")
                @Min(0) @Max(100) @SpecReplicas
                Integer replicas,
        @JsonPropertyDescription("The application's own parts, one to eight, for example a backend and a frontend.")
                @Required
                @Size(min = 1, max = 8) List<Component> components,
        @JsonPropertyDescription("The PostgreSQL database. Default: an embedded one.") @Default(EMBEDDED)
                Database database,
        @JsonPropertyDescription("The Redis cache. Default: an embedded one.") @Default(EMBEDDED) Cache cache,
        @JsonPropertyDescription("Secrets that the application needs besides its connections.") AppSecrets secrets,
        @JsonPropertyDescription("How the application is reached from outside. Default: not at all.") Exposure exposure,
        @JsonPropertyDescription("Which network traffic is let through. Default: only what the stack needs; in the"
                        + " development profile all.")
                NetworkRules networkPolicy,
        @JsonPropertyDescription("Backups. Default: each night; not in the development profile.") Backup backup) {

    /** The API server checks the rules of a part against its default before it fills in the part's own defaults. */
    private static final String EMBEDDED = "{\"engine\":\"Embedded\"}";
}
