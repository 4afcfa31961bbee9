package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Migration;
import dev.promptlib.operator.api.Storage;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs a component's migration in a pod such as the new release's, but for what makes it a server. */
public final class MigrationJob {
    private MigrationJob() {}

    public static Job of(Owner owner, Component component, PodTemplateSpec template, long revision) {
        Migration migration = component.migration();
        Part part = Part.migrationOf(component.name());
        return new JobBuilder()
                .withMetadata(owner.child(Names.migration(owner, component, revision), part))
                .withNewSpec()
                .withBackoffLimit(migration.attempts() - 1)
                .withActiveDeadlineSeconds(migration.deadlineSeconds().longValue())
                // A node that is drained is nothing that the migration has done.
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy()
                .withTemplate(pod(component, template, Labels.of(owner, part)))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec pod(Component component, PodTemplateSpec template, Map<String, String> ownLabels) {
        ObjectMeta metadata = template.getMetadata();
        Map<String, String> labels = new TreeMap<>(metadata.getLabels());
        labels.putAll(ownLabels);
        Map<String, String> annotations = new TreeMap<>(metadata.getAnnotations());
        annotations.remove(Annotations.INPUTS);
        // A volume of one pod is in use by the release that still runs.
        Set<String> held = component.storage().stream()
                .filter(s -> s.accessMode() == Storage.AccessMode.ReadWriteOnce)
                .map(s -> "storage-" + s.name())
                .collect(Collectors.toSet());
        return template.edit()
                .editMetadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .editSpec()
                .withRestartPolicy("Never")
                .withTopologySpreadConstraints()
                .removeMatchingFromVolumes(v -> held.contains(v.getName()))
                .editFirstContainer()
                .withCommand(component.migration().command())
                .withArgs(component.migration().args())
                .withPorts()
                .withStartupProbe(null)
                .withReadinessProbe(null)
                .withLivenessProbe(null)
                .withLifecycle(null)
                .removeMatchingFromVolumeMounts(m -> held.contains(m.getName()))
                .endContainer()
                .endSpec()
                .build();
    }
}
