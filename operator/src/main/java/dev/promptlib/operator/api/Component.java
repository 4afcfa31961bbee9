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
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/** One part of the application: a container image that listens on a port, or works without one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "ports=name,env=name,config=name,storage=name")
@ValidationRule(
        value = "!has(self.autoscaling) || !has(self.replicas)",
        message = "replicas and autoscaling exclude each other: remove replicas, or remove autoscaling",
        fieldPath = ".replicas")
@ValidationRule(
        value = "!has(self.storage) || self.storage.all(s, has(s.accessMode) && s.accessMode == 'ReadWriteMany')"
                + " || (!has(self.autoscaling) && (!has(self.replicas) || self.replicas <= 1))",
        message = "storage with accessMode ReadWriteOnce cannot be shared by several pods: set replicas to 1 and remove"
                + " autoscaling, or use accessMode ReadWriteMany with a storage class that offers it",
        fieldPath = ".storage")
@ValidationRule(
        value = "!has(self.health) || has(self.port)",
        message = "health is asked for over HTTP: set port to the one the container listens on",
        fieldPath = ".health")
@ValidationRule(
        value = "!has(self.ports) || has(self.port)",
        message = "ports are those besides the first one: set port to the one that answers HTTP",
        fieldPath = ".ports")
@ValidationRule(
        value = "!has(self.ports) || !has(self.port)"
                + " || self.ports.all(p, p.port != self.port && self.ports.exists_one(q, q.port == p.port))",
        message = "each port is named once: remove the entry whose number is that of port or of another entry",
        fieldPath = ".ports")
@ValidationRule(
        value = "!has(self.env) || self.env.all(e, e.name.matches('^[A-Za-z_][A-Za-z0-9_]*$'))",
        message = "an env name may hold letters, digits and _ only, and must not start with a digit",
        fieldPath = ".env")
public record Component(
        @JsonPropertyDescription("The component's name; its objects are called RESOURCE-NAME.")
                @Required
                @Size(min = 1, max = 20) @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$") @ValidationRule(
                        value = "!(self in ['database', 'database-setup', 'cache', 'cache-setup', 'pooler', 'backup',"
                                + " 'backup-keys', 'backup-verify', 'restore', 'connections', 'secrets', 'shared'])",
                        message = "this name belongs to a part that the operator makes itself: choose another, such as"
                                + " app, backend or worker")
                String name,
        @JsonPropertyDescription("The container image, with a tag other than latest, or a digest.")
                @Required
                @Size(min = 1, max = 512) @ValidationRule(value = "self.matches('^[^\\\\s]+$')", message = "an image name has no white space")
                @ValidationRule(
                        value = "!self.endsWith(':latest') && (self.contains('@') || self.matches('^.*:[^/]+$'))",
                        message = "name a version: an image without a tag, or with :latest, changes under a running"
                                + " release and cannot be rolled back")
                String image,
        @JsonPropertyDescription("Names of Secrets with registry credentials.") @Size(max = 8) List<@Size(max = 253) String> imagePullSecrets,
        @JsonPropertyDescription("Replaces the image's entry point.") @Size(max = 64) List<@Size(max = 4096) String> command,
        @JsonPropertyDescription("Replaces the image's arguments.") @Size(max = 64) List<@Size(max = 4096) String> args,
        @JsonPropertyDescription("The port that the container listens on. Without one there is no Service and there are"
                        + " no probes.")
                @Min(1) @Max(65535) Integer port,
        @JsonPropertyDescription(
                        "Further ports that the container listens on, for other components: gRPC, SMTP, metrics."
                                + " They are not exposed.")
                @Size(max = 8) List<ComponentPort> ports,
        @JsonPropertyDescription("How many pods. Default: spec.replicas, or 1 where storage cannot be shared.")
                @Min(0) @Max(100) Integer replicas,
        @JsonPropertyDescription("Environment variables, as in a pod. They win over those that the operator sets.")
                @Size(max = 128) List<EnvVar> env,
        @JsonPropertyDescription("Secrets and ConfigMaps whose keys become environment variables, as in a pod.")
                @Size(max = 16) List<EnvFromSource> envFrom,
        @JsonPropertyDescription("Requests and limits, as in a pod. Default: by profile.")
                ResourceRequirements resources,
        @JsonPropertyDescription("How the operator and Kubernetes see that the component works.") Health health,
        @JsonPropertyDescription("Brings the database up to date before any pod of a new release starts. Default:"
                        + " nothing does.")
                Migration migration,
        @JsonPropertyDescription("Scales the component between bounds by its load.") Autoscaling autoscaling,
        @JsonPropertyDescription("Configuration files, inline or from a ConfigMap.") @Size(max = 16) List<ConfigMount> config,
        @JsonPropertyDescription("Volumes that outlive the pods.") @Size(max = 8) List<Storage> storage,
        @JsonPropertyDescription("Directories that the container may write to although its root file system is"
                        + " read-only; they are emptied when the pod ends. /tmp always is one.")
                @Size(max = 16) List<@Pattern("^/.+$") @Size(max = 255) String> writablePaths,
        @JsonPropertyDescription("What the component is given: database and cache connections, and the application's"
                        + " secrets. Default: all that there are.")
                @Size(max = 3) List<Need> needs,
        @JsonPropertyDescription("Env gives secrets as environment variables (DATABASE_URL), Files as files named by"
                        + " variables (DATABASE_URL_FILE).")
                @Default("Env")
                SecretsAs secretsAs,
        @JsonPropertyDescription("Seconds that a pod has to finish its requests when it is stopped.")
                @Default("30")
                @Min(5) @Max(3600) Integer terminationGraceSeconds,
        @JsonPropertyDescription("Where pods run and what they carry.") PodSettings pod) {

    /** The same, as many pods, and with other storage and configuration. */
    public Component with(Integer pods, Autoscaling scaling, List<ConfigMount> files, List<Storage> volumes) {
        return new Component(
                name,
                image,
                imagePullSecrets,
                command,
                args,
                port,
                ports,
                pods,
                env,
                envFrom,
                resources,
                health,
                migration,
                scaling,
                files,
                volumes,
                writablePaths,
                needs,
                secretsAs,
                terminationGraceSeconds,
                pod);
    }
}
