package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;

/** A Job that brings a server that runs to what is wanted: its script may run any number of times. */
record SetupJob(Part part, String image, String script, String memory, List<EnvVar> env) {
    private static final long USER_ID = 999;

    /** A new one for each change of what it does, and of what it is to come to, which its pod does not show. */
    Job of(Owner owner, String name, Object wanted, List<Volume> volumes, List<VolumeMount> mounts) {
        List<Volume> all = new ArrayList<>(volumes);
        all.add(Volumes.empty("tmp"));
        PodTemplateSpec template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(owner, part))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Secure.pod(USER_ID, USER_ID))
                .withContainers(container(mounts))
                .withVolumes(all)
                .endSpec()
                .build();
        return of(owner, part, name, template, wanted);
    }

    /** The same for a pod that is there already. */
    static Job of(Owner owner, Part part, String name, PodTemplateSpec template, Object wanted) {
        return new JobBuilder()
                .withMetadata(owner.child(Names.byContent(name, List.of(template, wanted)), part))
                .withNewSpec()
                .withBackoffLimit(1)
                .withActiveDeadlineSeconds(3600L)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private Container container(List<VolumeMount> mounts) {
        List<VolumeMount> all = new ArrayList<>(mounts);
        all.add(Volumes.at("tmp", "/tmp"));
        return new ContainerBuilder()
                .withName("setup")
                .withImage(image)
                .withCommand("sh", "-c", script)
                .withEnv(env)
                .withResources(new ResourceRequirementsBuilder()
                        .addToRequests("cpu", new Quantity("10m"))
                        .addToRequests("memory", new Quantity("16Mi"))
                        .addToLimits("cpu", new Quantity("500m"))
                        .addToLimits("memory", new Quantity(memory))
                        .build())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(all)
                .build();
    }
}
