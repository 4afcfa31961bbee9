package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.PodSettings;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pods of a component. */
final class ComponentPod {
    private static final int DRAIN_SECONDS = 3;

    private final Input input;
    private final Component component;
    private final ComponentInputs inputs;

    ComponentPod(Input input, Component component) {
        this.input = input;
        this.component = component;
        this.inputs = new ComponentInputs(input, component);
    }

    PodTemplateSpec template() {
        PodSettings pod = component.pod();
        Part part = Part.of(component);
        Map<String, String> labels = new TreeMap<>(pod.labels() == null ? Map.of() : pod.labels());
        labels.putAll(Labels.of(input.owner(), part));
        Map<String, String> annotations = new TreeMap<>(pod.annotations() == null ? Map.of() : pod.annotations());
        PodTemplateSpec template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(spec())
                .build();
        template.getMetadata().getAnnotations().put(Annotations.INPUTS, Checksum.ofObject(template));
        return template;
    }

    private PodSpec spec() {
        PodSettings pod = component.pod();
        PodSpecBuilder spec = new PodSpecBuilder()
                .withServiceAccountName(
                        pod.serviceAccountName() == null
                                ? Names.component(input.owner(), component)
                                : pod.serviceAccountName())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(
                        component.terminationGraceSeconds().longValue())
                .withSecurityContext(securityContext(pod))
                .withContainers(container())
                .withVolumes(volumes())
                .withNodeSelector(pod.nodeSelector())
                .withTolerations(pod.tolerations())
                .withAffinity(pod.affinity())
                .withPriorityClassName(pod.priorityClassName())
                .withTopologySpreadConstraints(
                        pod.topologySpreadConstraints() == null
                                ? List.of(overNodes())
                                : pod.topologySpreadConstraints());
        component.imagePullSecrets().forEach(name -> spec.addNewImagePullSecret(name));
        return spec.build();
    }

    private static io.fabric8.kubernetes.api.model.PodSecurityContext securityContext(PodSettings pod) {
        Long group = pod.runAsGroup() == null ? pod.runAsUser() : pod.runAsGroup();
        return Secure.pod()
                .edit()
                .withRunAsUser(pod.runAsUser())
                .withRunAsGroup(group)
                .withFsGroup(group)
                .withFsGroupChangePolicy(group == null ? null : "OnRootMismatch")
                .build();
    }

    private TopologySpreadConstraint overNodes() {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(Labels.selector(input.owner(), Part.of(component)))
                .endLabelSelector()
                .build();
    }

    private Container container() {
        ContainerBuilder container = new ContainerBuilder()
                .withName(component.name())
                .withImage(component.image())
                .withCommand(component.command())
                .withArgs(component.args())
                .withEnv(inputs.env())
                .withEnvFrom(inputs.unknownSources())
                .withResources(component.resources())
                .withSecurityContext(Secure.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(mounts());
        Ports.of(component).forEach((name, port) -> container
                .addNewPort()
                .withName(name)
                .withContainerPort(port)
                .withProtocol("TCP")
                .endPort());
        if (component.port() != null) {
            container
                    .withStartupProbe(Probes.startup(component))
                    .withReadinessProbe(Probes.readiness(component))
                    .withLivenessProbe(Probes.liveness(component))
                    // Endpoints take a moment to forget a pod that ends; until then it has to serve.
                    .withNewLifecycle()
                    .withNewPreStop()
                    .withNewSleep((long) DRAIN_SECONDS)
                    .endPreStop()
                    .endLifecycle();
        }
        return container.build();
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(Volumes.empty("tmp"));
        for (int i = 0; i < component.writablePaths().size(); i++) {
            volumes.add(Volumes.empty("writable-" + i));
        }
        inputs.volume().ifPresent(volumes::add);
        component
                .config()
                .forEach(config -> volumes.add(Volumes.configMap(
                        "config-" + config.name(), new ConfigFiles(input, component, config).name())));
        component
                .storage()
                .forEach(storage -> volumes.add(
                        Volumes.claim("storage-" + storage.name(), Names.storage(input.owner(), component, storage))));
        return volumes;
    }

    private List<VolumeMount> mounts() {
        List<VolumeMount> mounts = new ArrayList<>();
        if (component.writablePaths().stream().noneMatch("/tmp"::equals)) {
            mounts.add(Volumes.at("tmp", "/tmp"));
        }
        for (int i = 0; i < component.writablePaths().size(); i++) {
            mounts.add(Volumes.at("writable-" + i, component.writablePaths().get(i)));
        }
        if (inputs.volume().isPresent()) {
            mounts.add(inputs.mount());
        }
        component
                .config()
                .forEach(config -> mounts.add(Volumes.readOnly("config-" + config.name(), config.mountPath())));
        component
                .storage()
                .forEach(storage -> mounts.add(Volumes.at("storage-" + storage.name(), storage.mountPath())));
        return mounts;
    }
}
