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
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The embedded Redis: one pod, reached by one user with a password, on a volume when it is to last. */
final class CacheObjects {
    static final int PORT = 6379;
    static final String USER = "app";
    private static final long USER_ID = 999;
    private static final String USERS_FILE = "users.acl";

    private CacheObjects() {}

    static List<HasMetadata> of(Input input) {
        Owner owner = input.owner();
        Cache cache = input.spec().cache();
        String name = Names.cache(owner);
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(users(input));
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
        return objects;
    }

    private static String password(Input input) {
        return input.credentials().cache().getOrDefault(Credentials.PASSWORD, "");
    }

    /** Nobody but the application's user gets in, and it may not reconfigure the server. */
    private static String userList(Input input) {
        String digest = Checksum.sha256(password(input).getBytes(StandardCharsets.UTF_8));
        return "user default off resetpass -@all\n" + "user " + USER + " on #" + digest + " ~* &* +@all -@admin\n";
    }

    private static Secret users(Input input) {
        return new SecretBuilder()
                .withMetadata(input.owner().child(Names.cacheUsers(input.owner()), Part.CACHE))
                .withType("Opaque")
                .withData(Connections.base64(Map.of(USERS_FILE, userList(input))))
                .build();
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
                .addToAnnotations(Annotations.INPUTS, Checksum.of(userList(input)))
                .endMetadata()
                .withSpec(pod(input, name))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(Input input, String name) {
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
                        Volumes.empty("tmp"))
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
                        "/etc/redis-users/" + USERS_FILE,
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
                        .withNewSecretKeyRef(Credentials.PASSWORD, Names.cache(input.owner()), null)
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
                .withReadinessProbe(Probes.exec("sh", "-c", "redis-cli --user " + USER + " ping | grep -q PONG")
                        .withPeriodSeconds(5)
                        .withTimeoutSeconds(5)
                        .withFailureThreshold(3)
                        .build())
                .withLivenessProbe(Probes.tcp("redis", 10, 6))
                .withVolumeMounts(
                        Volumes.at("data", "/data"),
                        Volumes.readOnly("users", "/etc/redis-users"),
                        Volumes.at("tmp", "/tmp"))
                .build();
    }
}
