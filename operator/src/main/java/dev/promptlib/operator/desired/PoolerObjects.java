package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.Pooler;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PgBouncer between the components and the database. */
final class PoolerObjects {
    private static final long USER_ID = 70;

    /** The image's own way to start, after another user was added to those whom it knows. */
    private static final String WITH_PREVIOUS = "printf '\"%s\" \"%s\"\\n' \"$PREVIOUS_USER\" \"$PREVIOUS_PASSWORD\""
            + " >/etc/pgbouncer/userlist.txt\nexec /entrypoint.sh /usr/bin/pgbouncer /etc/pgbouncer/pgbouncer.ini\n";

    private PoolerObjects() {}

    static List<HasMetadata> of(Input input) {
        Owner owner = input.owner();
        Pooler pooler = input.spec().database().pooler();
        String name = Names.pooler(owner);
        return List.of(
                Services.service(owner, name, Part.POOLER, "postgres", DatabaseObjects.PORT),
                new DeploymentBuilder()
                        .withMetadata(owner.child(name, Part.POOLER))
                        .withNewSpec()
                        .withReplicas(pooler.replicas())
                        .withRevisionHistoryLimit(3)
                        .withNewStrategy()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withMaxUnavailable(new IntOrString(0))
                        .withMaxSurge(new IntOrString(1))
                        .endRollingUpdate()
                        .endStrategy()
                        .withNewSelector()
                        .withMatchLabels(Labels.selector(owner, Part.POOLER))
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(Labels.of(owner, Part.POOLER))
                        .addToAnnotations(Annotations.INPUTS, Checksum.ofObject(logins(input)))
                        .endMetadata()
                        .withSpec(pod(input, pooler))
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    private static List<Login> logins(Input input) {
        Map<String, String> secret = input.credentials().database();
        String first = input.spec().database().user();
        return Stream.concat(Stream.of(Login.of(secret, first)), Login.previous(secret, first).stream())
                .toList();
    }

    private static PodSpec pod(Input input, Pooler pooler) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(60L)
                .withSecurityContext(Secure.pod(USER_ID, USER_ID))
                .withContainers(container(input, pooler))
                .withVolumes(Volumes.empty("config"), Volumes.empty("tmp"))
                .build();
    }

    private static Container container(Input input, Pooler pooler) {
        Database database = input.spec().database();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("DB_HOST", Names.database(input.owner()));
        settings.put("DB_PORT", String.valueOf(DatabaseObjects.PORT));
        settings.put("DB_NAME", database.name());
        settings.put("DB_USER", logins(input).get(0).user());
        settings.put("LISTEN_PORT", String.valueOf(DatabaseObjects.PORT));
        settings.put("AUTH_TYPE", "scram-sha-256");
        settings.put("POOL_MODE", pooler.mode().name());
        settings.put("DEFAULT_POOL_SIZE", String.valueOf(pooler.poolSize()));
        settings.put("MAX_CLIENT_CONN", String.valueOf(pooler.maxClients()));
        settings.put("MAX_PREPARED_STATEMENTS", "200");
        settings.put("IGNORE_STARTUP_PARAMETERS", "extra_float_digits,options");
        List<EnvVar> env = new ArrayList<>();
        settings.forEach((name, value) ->
                env.add(new EnvVarBuilder().withName(name).withValue(value).build()));
        env.add(Env.secret("DB_PASSWORD", Names.database(input.owner()), Credentials.PASSWORD));
        List<String> command = List.of();
        if (logins(input).size() > 1) {
            env.add(Env.value("PREVIOUS_USER", logins(input).get(1).user()));
            env.add(Env.secret("PREVIOUS_PASSWORD", Names.database(input.owner()), Login.PREVIOUS_PASSWORD));
            command = List.of("sh", "-c", WITH_PREVIOUS);
        }
        return new ContainerBuilder()
                .withName("pgbouncer")
                .withImage(pooler.image())
                .withCommand(command)
                .withEnv(env)
                .addNewPort()
                .withName("postgres")
                .withContainerPort(DatabaseObjects.PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(pooler.resources())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withReadinessProbe(Probes.tcp("postgres", 5, 3))
                .withLivenessProbe(Probes.tcp("postgres", 10, 6))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(5L)
                .endPreStop()
                .endLifecycle()
                .withVolumeMounts(Volumes.at("config", "/etc/pgbouncer"), Volumes.at("tmp", "/tmp"))
                .build();
    }
}
