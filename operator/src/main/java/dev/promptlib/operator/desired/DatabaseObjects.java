package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.VolumeSize;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.PostgresVersion;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The embedded PostgreSQL: a StatefulSet of one pod on a claim of its own, so that the claim can grow in place. */
final class DatabaseObjects {
    static final int PORT = 5432;
    static final String SUPERUSER = "postgres";
    private static final long USER_ID = 999;
    static final String DATA = "/var/lib/postgresql/data";
    static final String PGDATA = DATA + "/pgdata";
    static final String INITDB_ARGS = "--auth-host=scram-sha-256 --data-checksums";

    private DatabaseObjects() {}

    static List<HasMetadata> of(Input input) {
        Owner owner = input.owner();
        Database database = input.spec().database();
        String name = Names.database(owner);
        String volume = input.volumes().databaseClaim(owner);
        PersistentVolumeClaim claim = claim(input);
        claim.getMetadata()
                .setAnnotations(new TreeMap<>(Map.of(
                        Annotations.POSTGRES, String.valueOf(PostgresVersion.of(database)),
                        Annotations.POSTGRES_IMAGE, database.image())));
        return List.of(
                claim,
                Services.service(owner, name, Part.DATABASE, "postgres", PORT),
                statefulSet(owner, database, name, volume));
    }

    /** Of the volume that the database lives on, or will; it does not yet say what made its data. */
    static PersistentVolumeClaim claim(Input input) {
        VolumeSize storage = input.spec().database().storage();
        return Claims.claim(
                input.owner(),
                input.volumes().databaseClaim(input.owner()),
                Part.DATABASE,
                storage.size(),
                storage.storageClassName(),
                "ReadWriteOnce");
    }

    private static StatefulSet statefulSet(Owner owner, Database database, String name, String volume) {
        return new StatefulSetBuilder()
                .withMetadata(owner.child(name, Part.DATABASE))
                .withNewSpec()
                .withServiceName(name)
                .withReplicas(1)
                .withRevisionHistoryLimit(3)
                // Kubernetes never replaces a pod that cannot start by one that could, where pods are ordered.
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(Labels.selector(owner, Part.DATABASE))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(owner, Part.DATABASE))
                .endMetadata()
                .withSpec(pod(owner, database, volume))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(Owner owner, Database database, String volume) {
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                // A fast shutdown writes a checkpoint first; killed earlier, the next start would have to recover.
                .withTerminationGracePeriodSeconds(120L)
                .withSecurityContext(Secure.pod(USER_ID, USER_ID))
                .withContainers(container(owner, database))
                .withVolumes(
                        Volumes.claim("data", volume),
                        Volumes.empty("tmp"),
                        Volumes.empty("run"),
                        Volumes.memory("shm", Math.max(64 * Memory.MI, limit(database) / 4)))
                .build();
    }

    private static long limit(Database database) {
        return Memory.limit(database.resources()).orElse(512 * Memory.MI);
    }

    private static Container container(Owner owner, Database database) {
        return new ContainerBuilder()
                .withName("postgres")
                .withImage(database.image())
                .withArgs(arguments(database))
                .withEnv(
                        new EnvVarBuilder().withName("PGDATA").withValue(PGDATA).build(),
                        new EnvVarBuilder()
                                .withName("POSTGRES_INITDB_ARGS")
                                .withValue(INITDB_ARGS)
                                .build(),
                        new EnvVarBuilder()
                                .withName("POSTGRES_PASSWORD")
                                .withNewValueFrom()
                                .withNewSecretKeyRef(Credentials.SUPERUSER_PASSWORD, Names.database(owner), null)
                                .endValueFrom()
                                .build())
                .addNewPort()
                .withName("postgres")
                .withContainerPort(PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(database.resources())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                // Recovery after a crash may take long, and must not be cut short.
                .withStartupProbe(
                        ready().withPeriodSeconds(2).withFailureThreshold(1800).build())
                .withReadinessProbe(
                        ready().withPeriodSeconds(5).withFailureThreshold(3).build())
                .withLivenessProbe(Probes.tcp("postgres", 10, 6))
                .withVolumeMounts(
                        Volumes.at("data", DATA),
                        Volumes.at("tmp", "/tmp"),
                        Volumes.at("run", "/var/run/postgresql"),
                        Volumes.at("shm", "/dev/shm"))
                .build();
    }

    /** Over TCP: the server that initdb starts for itself listens on its socket only. */
    private static ProbeBuilder ready() {
        return Probes.exec("pg_isready", "-q", "-h", "127.0.0.1", "-p", String.valueOf(PORT), "-U", SUPERUSER)
                .withTimeoutSeconds(5);
    }

    private static List<String> arguments(Database database) {
        Map<String, String> parameters = new TreeMap<>();
        long limit = limit(database);
        parameters.put("shared_buffers", limit / 4 / Memory.MI + "MB");
        parameters.put("effective_cache_size", limit / 2 / Memory.MI + "MB");
        parameters.put("password_encryption", "scram-sha-256");
        parameters.putAll(database.parameters());
        return parameters.entrySet().stream()
                .flatMap(p -> Stream.of("-c", p.getKey() + "=" + p.getValue()))
                .toList();
    }
}
