package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;

/** The embedded Redis: one pod, reached by users with passwords, on a volume when it is to last. */
final class CacheObjects {
    static final int PORT = 6379;
    private static final long USER_ID = 999;

    private CacheObjects() {}

    static List<HasMetadata> of(Input input) {
        Owner owner = input.owner();
        Cache cache = input.spec().cache();
        String name = Names.cache(owner);
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(CacheUsers.secret(input));
        if (cache.persistence() != null) {
            objects.add(Claims.claim(
                    owner,
                    name,
                    Part.CACHE,
                    cache.persistence().size(),
                    cache.persistence().storageClassName(),
                    "ReadWriteOnce"));
        }
        objects.add(Services.service(owner, name, Part.CACHE, "redis", PORT));
        objects.add(statefulSet(input, name));
        objects.add(CacheSetup.job(input));
        return objects;
    }

    private static StatefulSet statefulSet(Input input, String name) {
        Owner owner = input.owner();
        return new StatefulSetBuilder()
                .withMetadata(owner.child(name, Part.CACHE))
                .withNewSpec()
                .withServiceName(name)
                .withReplicas(1)
                .withRevisionHistoryLimit(3)
                // Kubernetes never replaces a pod that cannot start by one that could, where pods are ordered.
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(Labels.selector(owner, Part.CACHE))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(owner, Part.CACHE))
                // Users come and go while it runs, but for the one who lets them.
                .addToAnnotations(
                        Annotations.INPUTS,
                        Checksum.of(input.credentials().cache().getOrDefault(Credentials.MAINTENANCE_PASSWORD, "")))
                .endMetadata()
                .withSpec(pod(input, name))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(Input input, String name) {
        Owner owner = input.owner();
        Cache cache = input.spec().cache();
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(30L)
                .withSecurityContext(Secure.pod(USER_ID, USER_ID))
                .withContainers(container(input, cache))
                .withVolumes(
                        cache.persistence() == null ? Volumes.empty("data") : Volumes.claim("data", name),
                        Volumes.secret("users", Names.cacheUsers(input.owner())),
                        login(owner),
                        Volumes.empty("tmp"))
                .build();
    }

    /** The application's own, for people who look into the cache. */
    private static Volume login(Owner owner) {
        return Volumes.secret("login", Names.connections(owner))
                .edit()
                .editSecret()
                .addNewItem("REDIS_USERNAME", null, "user")
                .addNewItem("REDIS_PASSWORD", null, "password")
                .endSecret()
                .build();
    }

    private static Container container(Input input, Cache cache) {
        return new ContainerBuilder()
                .withName("redis")
                .withImage(cache.image())
                .withArgs(
                        "redis-server",
                        "--dir",
                        "/data",
                        "--aclfile",
                        CacheUsers.PATH,
                        "--maxmemory",
                        String.valueOf(Memory.bytes(cache.maxMemory())),
                        "--maxmemory-policy",
                        cache.evictionPolicy().redisName(),
                        "--appendonly",
                        cache.persistence() == null ? "no" : "yes",
                        "--save",
                        "")
                .withEnv(new EnvVarBuilder()
                        .withName("REDISCLI_AUTH")
                        .withNewValueFrom()
                        .withNewSecretKeyRef(Credentials.MAINTENANCE_PASSWORD, Names.cache(input.owner()), null)
                        .endValueFrom()
                        .build())
                .addNewPort()
                .withName("redis")
                .withContainerPort(PORT)
                .withProtocol("TCP")
                .endPort()
                .withResources(cache.resources())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withStartupProbe(Probes.tcp("redis", 1, 600))
                .withReadinessProbe(
                        Probes.exec("sh", "-c", "redis-cli --user " + CacheUsers.MAINTENANCE + " ping | grep -q PONG")
                                .withPeriodSeconds(5)
                                .withTimeoutSeconds(5)
                                .withFailureThreshold(3)
                                .build())
                .withLivenessProbe(Probes.tcp("redis", 10, 6))
                .withVolumeMounts(
                        Volumes.at("data", "/data"),
                        Volumes.readOnly("users", CacheUsers.DIRECTORY),
                        Volumes.readOnly("login", "/run/secrets/login"),
                        Volumes.at("tmp", "/tmp"))
                .build();
    }
}
