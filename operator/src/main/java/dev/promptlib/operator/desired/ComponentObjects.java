package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Autoscaling;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.api.Storage;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;

/** All objects of one component but the network policy. */
final class ComponentObjects {
    private final Input input;
    private final Owner owner;
    private final Component component;
    private final Part part;
    private final String name;

    ComponentObjects(Input input, Component component) {
        this.input = input;
        this.owner = input.owner();
        this.component = component;
        this.part = Part.of(component);
        this.name = Names.component(owner, component);
    }

    /** What the pods need to be there first. */
    List<HasMetadata> prerequisites() {
        List<HasMetadata> objects = new ArrayList<>();
        if (component.pod().serviceAccountName() == null) {
            objects.add(new ServiceAccountBuilder()
                    .withMetadata(owner.child(name, part))
                    .withAutomountServiceAccountToken(false)
                    .build());
        }
        for (ConfigMount config : component.config()) {
            new ConfigFiles(input, component, config).live().ifPresent(objects::add);
        }
        for (Storage storage : component.storage()) {
            objects.add(Claims.claim(
                    owner,
                    Names.storage(owner, component, storage),
                    new Part(component.name(), null),
                    storage.size(),
                    storage.storageClassName(),
                    storage.accessMode().name()));
        }
        if (component.port() != null) {
            objects.add(Services.service(owner, name, part, Ports.of(component)));
        }
        return objects;
    }

    /** What pods read that is named by its content. */
    List<HasMetadata> contents() {
        List<HasMetadata> objects = new ArrayList<>();
        new ComponentInputs(input, component).secret().ifPresent(objects::add);
        for (ConfigMount config : component.config()) {
            new ConfigFiles(input, component, config).named().ifPresent(objects::add);
        }
        return objects;
    }

    /** What runs. */
    List<HasMetadata> workload(PodTemplateSpec template, int minReadySeconds) {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(alone() ? statefulSet(template) : deployment(template, minReadySeconds));
        if (input.spec().profile() == Profile.production
                && (component.replicas() > 1 || component.autoscaling() != null)) {
            objects.add(budget());
        }
        if (component.autoscaling() != null) {
            objects.add(autoscaler());
        }
        return objects;
    }

    /** Storage that cannot be shared allows one pod at a time, which a StatefulSet guarantees. */
    private boolean alone() {
        return component.storage().stream().anyMatch(s -> s.accessMode() == Storage.AccessMode.ReadWriteOnce);
    }

    private HasMetadata deployment(PodTemplateSpec template, int minReadySeconds) {
        return new DeploymentBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withReplicas(replicas())
                .withRevisionHistoryLimit(3)
                .withMinReadySeconds(minReadySeconds == 0 ? null : minReadySeconds)
                // More than it ever waits for one pod; whether a release comes forward is judged by the release.
                .withProgressDeadlineSeconds(minReadySeconds + 600)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    /** None while a restore changes the data; an autoscaler leaves that alone, and has the say at any other time. */
    private Integer replicas() {
        if (input.held()) {
            return 0;
        }
        return component.autoscaling() == null ? component.replicas() : null;
    }

    private HasMetadata statefulSet(PodTemplateSpec template) {
        return new StatefulSetBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withServiceName(name)
                .withReplicas(replicas())
                .withRevisionHistoryLimit(3)
                // Kubernetes never replaces a pod that cannot start by one that could, where pods are ordered.
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private HasMetadata budget() {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endSelector()
                .endSpec()
                .build();
    }

    private HasMetadata autoscaler() {
        Autoscaling scaling = component.autoscaling();
        List<MetricSpec> metrics = new ArrayList<>();
        if (scaling.cpu() != null) {
            metrics.add(utilization("cpu", scaling.cpu()));
        }
        if (scaling.memory() != null) {
            metrics.add(utilization("memory", scaling.memory()));
        }
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", name)
                .withMinReplicas(scaling.min())
                .withMaxReplicas(scaling.max())
                .withMetrics(metrics)
                .endSpec()
                .build();
    }

    private static MetricSpec utilization(String resource, int percent) {
        return new MetricSpecBuilder()
                .withType("Resource")
                .withNewResource()
                .withName(resource)
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(percent)
                .endTarget()
                .endResource()
                .build();
    }
}
