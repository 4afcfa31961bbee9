package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** The PostgreSQL database of the application. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(self.engine == 'External') == has(self.external)",
        message =
                "engine External and external go together: name the Secret in external.secretRef, or choose another engine",
        fieldPath = ".external")
@ValidationRule(
        value = "self.engine == 'Embedded' || !(has(self.storage) || has(self.parameters) || has(self.pooler)"
                + " || has(self.image) || has(self.version) || has(self.resources))",
        message = "version, image, storage, parameters, resources and pooler are of engine Embedded only: remove them",
        fieldPath = ".engine")
@ValidationRule(
        value = "oldSelf.engine != 'Embedded' || self.engine == 'Embedded'",
        message =
                "the database engine cannot change once it holds data: back up, make a new resource and restore there",
        fieldPath = ".engine")
@ValidationRule(
        value =
                "oldSelf.engine != 'Embedded' || (has(self.name) ? self.name : 'app') == (has(oldSelf.name) ? oldSelf.name : 'app')",
        message = "the database's name cannot change once it holds data: keep it, or make a new resource and restore"
                + " there",
        fieldPath = ".name")
@ValidationRule(
        value =
                "oldSelf.engine != 'Embedded' || (has(self.user) ? self.user : 'app') == (has(oldSelf.user) ? oldSelf.user : 'app')",
        message = "the application's database user cannot change once it owns data: keep it, or make a new resource and"
                + " restore there",
        fieldPath = ".user")
@ValidationRule(
        value = "self.engine != 'Embedded' || !has(oldSelf.storage) || !has(oldSelf.storage.storageClassName)"
                + " || has(self.storage)",
        message = "storage cannot be removed once it names a storage class, which cannot change: keep it",
        fieldPath = ".storage")
@ValidationRule(
        value = "oldSelf.engine != 'Embedded' || self.engine != 'Embedded' || has(oldSelf.storage)"
                + " || !has(self.storage) || !has(self.storage.storageClassName)",
        message = "the storage class of a volume cannot change: leave it out, or make a new resource and copy the data",
        fieldPath = ".storage.storageClassName")
public record Database(
        @JsonPropertyDescription(
                        "Embedded runs PostgreSQL for this resource, External uses one that exists, None has no"
                                + " database.")
                @Default("Embedded")
                Engine engine,
        @JsonPropertyDescription(
                        "PostgreSQL's major version. A higher one takes the data along, to a new volume, by way of a backup. Default: 17.")
                @Min(14) @Max(18) Integer version,
        @JsonPropertyDescription("The image. Default: postgres, or pgvector/pgvector when the extension vector is asked"
                        + " for, of that version.")
                @Size(min = 1, max = 512) String image,
        @JsonPropertyDescription("The name of the database. Default: app.")
                @Size(max = 63) @Pattern("^[a-z_][a-z0-9_]*$") @ValidationRule(
                        value = "!(self in ['postgres', 'template0', 'template1'])",
                        message = "this database belongs to PostgreSQL itself: choose another name")
                String name,
        @JsonPropertyDescription("The role that the application logs in as. Default: app.")
                @Size(max = 50) @Pattern("^[a-z_][a-z0-9_]*$") @ValidationRule(
                        value = "self != 'postgres' && !self.startsWith('pg_')",
                        message = "this role belongs to PostgreSQL itself: choose another name")
                String user,
        @JsonPropertyDescription("The volume that holds the data.") VolumeSize storage,
        @JsonPropertyDescription("Extensions to create, such as vector or uuid-ossp.") @Size(max = 32) List<@Pattern("^[a-z_][a-z0-9_-]*$") @Size(max = 63) String> extensions,
        @JsonPropertyDescription("Settings of the server, such as max_connections.") @Size(max = 64) Map<String, String> parameters,
        @JsonPropertyDescription("Requests and limits, as in a pod. Default: by profile.")
                ResourceRequirements resources,
        @JsonPropertyDescription("Puts PgBouncer between the components and the database.") Pooler pooler,
        @JsonPropertyDescription("Where the external database is.") External external) {

    /** Who runs the database. */
    public enum Engine {
        Embedded,
        External,
        None
    }
}
