package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.Pooler;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
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

/** PgBouncer between the components and the database. */
final class PoolerObjects {
    private static final long USER_ID = 70;

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
                        .addToAnnotations(
                                Annotations.INPUTS,
                                Checksum.of(input.credentials().database().getOrDefault(Credentials.PASSWORD, "")))
                        .endMetadata()
                        .withSpec(pod(input, pooler))
                        .endTemplate()
                        .endSpec()
                        .build());
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
        settings.put("DB_USER", database.user());
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
        env.add(new EnvVarBuilder()
                .withName("DB_PASSWORD")
                .withNewValueFrom()
                .withNewSecretKeyRef(Credentials.PASSWORD, Names.database(input.owner()), null)
                .endValueFrom()
                .build());
        return new ContainerBuilder()
                .withName("pgbouncer")
                .withImage(pooler.image())
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
