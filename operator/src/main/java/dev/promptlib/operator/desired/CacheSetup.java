package dev.promptlib.operator.desired;

import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;

/** Lets the users into a Redis that runs already: an idempotent Job, a new one for each change of them. */
public final class CacheSetup {
    private static final String SCRIPT = Script.named("cache-setup.sh");
    private static final long USER_ID = 999;

    private CacheSetup() {}

    /** The Job that lets in whom the list names now. */
    public static Job job(Input input) {
        Owner owner = input.owner();
        PodTemplateSpec template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(owner, Part.CACHE_SETUP))
                .endMetadata()
                .withSpec(new PodSpecBuilder()
                        .withRestartPolicy("Never")
                        .withAutomountServiceAccountToken(false)
                        .withEnableServiceLinks(false)
                        .withSecurityContext(Secure.pod(USER_ID, USER_ID))
                        .withContainers(container(input))
                        .withVolumes(Volumes.secret("users", Names.cacheUsers(owner)), Volumes.empty("tmp"))
                        .build())
                .build();
        String wanted = Checksum.ofObject(List.of(template, CacheUsers.list(input)));
        return new JobBuilder()
                .withMetadata(owner.child(Names.cacheSetup(owner) + "-" + wanted.substring(0, 8), Part.CACHE_SETUP))
                .withNewSpec()
                .withBackoffLimit(1)
                .withActiveDeadlineSeconds(3600L)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private static Container container(Input input) {
        Owner owner = input.owner();
        return new ContainerBuilder()
                .withName("setup")
                .withImage(input.spec().cache().image())
                .withCommand("sh", "-c", SCRIPT)
                .withEnv(
                        Env.value("CACHE_HOST", Names.cache(owner)),
                        Env.value("IDLE_USER", Login.idle(input.credentials().cache(), Generated.CACHE_USER)),
                        Env.secret("REDISCLI_AUTH", Names.cache(owner), Credentials.MAINTENANCE_PASSWORD))
                .withResources(new ResourceRequirementsBuilder()
                        .addToRequests("cpu", new Quantity("10m"))
                        .addToRequests("memory", new Quantity("16Mi"))
                        .addToLimits("cpu", new Quantity("500m"))
                        .addToLimits("memory", new Quantity("64Mi"))
                        .build())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(Volumes.readOnly("users", CacheUsers.DIRECTORY), Volumes.at("tmp", "/tmp"))
                .build();
    }
}
