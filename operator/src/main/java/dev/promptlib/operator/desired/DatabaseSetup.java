package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;

/** Makes the roles, the database and the extensions: an idempotent Job, a new one for each change of what it makes. */
public final class DatabaseSetup {
    private static final String SCRIPT = Script.named("database-setup.sh");
    private static final long USER_ID = 999;

    private DatabaseSetup() {}

    /** The Job that makes what is wanted now. */
    public static Job job(Input input) {
        Owner owner = input.owner();
        PodTemplateSpec template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(owner, Part.DATABASE_SETUP))
                .endMetadata()
                .withSpec(pod(input))
                .build();
        Map<String, String> secret = input.credentials().database();
        String wanted = Checksum.ofObject(List.of(
                template,
                secret.getOrDefault(Credentials.PASSWORD, ""),
                secret.getOrDefault(Login.PREVIOUS_PASSWORD, "")));
        return new JobBuilder()
                .withMetadata(
                        owner.child(Names.databaseSetup(owner) + "-" + wanted.substring(0, 8), Part.DATABASE_SETUP))
                .withNewSpec()
                .withBackoffLimit(1)
                .withActiveDeadlineSeconds(3600L)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private static PodSpec pod(Input input) {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Secure.pod(USER_ID, USER_ID))
                .withContainers(container(input))
                .withVolumes(Volumes.empty("tmp"))
                .build();
    }

    private static Container container(Input input) {
        Owner owner = input.owner();
        Database database = input.spec().database();
        Map<String, String> secret = input.credentials().database();
        List<EnvVar> previous = Login.previous(secret, database.user())
                .map(login -> List.of(Env.secret("IDLE_PASSWORD", Names.database(owner), Login.PREVIOUS_PASSWORD)))
                .orElse(List.of());
        return new ContainerBuilder()
                .withName("setup")
                .withImage(database.image())
                .withCommand("sh", "-c", SCRIPT)
                .withEnv(
                        Env.value("PGHOST", Names.database(owner)),
                        Env.value("PGUSER", DatabaseObjects.SUPERUSER),
                        Env.value("PGDATABASE", "postgres"),
                        Env.secret("PGPASSWORD", Names.database(owner), Credentials.SUPERUSER_PASSWORD),
                        Env.value("APP_DATABASE", database.name()),
                        Env.value("APP_OWNER", database.name() + "_owner"),
                        Env.value("APP_USER", Login.of(secret, database.user()).user()),
                        Env.secret("APP_PASSWORD", Names.database(owner), Credentials.PASSWORD),
                        Env.value("IDLE_USER", Login.idle(secret, database.user())),
                        Env.value("APP_EXTENSIONS", String.join(" ", database.extensions())))
                .addAllToEnv(previous)
                .withResources(new ResourceRequirementsBuilder()
                        .addToRequests("cpu", new Quantity("10m"))
                        .addToRequests("memory", new Quantity("32Mi"))
                        .addToLimits("cpu", new Quantity("500m"))
                        .addToLimits("memory", new Quantity("128Mi"))
                        .build())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(Volumes.at("tmp", "/tmp"))
                .build();
    }
}
