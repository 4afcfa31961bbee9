package dev.promptlib.operator.observe;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.release.Release;
import dev.promptlib.operator.release.SafetyBackup;
import dev.promptlib.operator.release.Seen;
import dev.promptlib.operator.release.Seen.PodSeen;
import dev.promptlib.operator.release.Seen.Trouble;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from the caches what a release has to know. */
public final class ReleaseObserver {
    private final Children children;

    public ReleaseObserver(Children children) {
        this.children = children;
    }

    /** The revision is that of the release on its way, whose migrations are looked for; 0 where there is none. */
    public Seen see(
            Input input, Observation observed, Release wanted, Release current, long revision, SafetyBackup backup) {
        Owner owner = input.owner();
        Map<String, Seen.Workload> workloads = new HashMap<>();
        Migrations migrations = Migrations.of(wanted, revision, owner, children);
        for (Release release : current == null ? List.of(wanted) : List.of(wanted, current)) {
            for (Component component : release.components()) {
                workload(owner, component).ifPresent(w -> workloads.put(component.name(), w));
            }
        }
        return new Seen(
                observed.databaseReady(input) && observed.cacheReady(input) && !input.held(),
                backup,
                workloads,
                migrations.progress(),
                migrations.anotherRuns(),
                children.of(Pod.class, owner).stream()
                        .filter(pod ->
                                pod.getStatus() != null && pod.getMetadata().getDeletionTimestamp() == null)
                        .filter(pod -> !migrations.isOfAnother(pod))
                        .map(ReleaseObserver::pod)
                        .toList());
    }

    private Optional<Seen.Workload> workload(Owner owner, Component component) {
        String name = Names.component(owner, component);
        return children.own(Deployment.class, owner, name)
                .map(d -> workload(d.getSpec().getTemplate(), Workloads.of(d)))
                .or(() -> children.own(StatefulSet.class, owner, name)
                        .map(s -> workload(s.getSpec().getTemplate(), Workloads.of(s))));
    }

    private static Seen.Workload workload(PodTemplateSpec template, PartState state) {
        return new Seen.Workload(inputs(template.getMetadata().getAnnotations()), state.isReady());
    }

    private static String inputs(Map<String, String> annotations) {
        return annotations == null ? "" : annotations.getOrDefault(Annotations.INPUTS, "");
    }

    private static PodSeen pod(Pod pod) {
        List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
        Map<String, String> labels = pod.getMetadata().getLabels();
        return new PodSeen(
                labels == null ? "" : labels.getOrDefault(Labels.COMPONENT, ""),
                inputs(pod.getMetadata().getAnnotations()),
                pod.getMetadata().getName(),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                readySince(pod).orElse(null),
                containers.stream()
                        .mapToInt(c -> c.getRestartCount() == null ? 0 : c.getRestartCount())
                        .sum(),
                containers.stream()
                        .flatMap(c -> PodTroubles.ended(c).stream())
                        .map(ContainerStateTerminated::getFinishedAt)
                        .filter(time -> time != null)
                        .map(Instant::parse)
                        .max(Instant::compareTo)
                        .orElse(null),
                PodTroubles.trouble(pod)
                        .or(() -> PodTroubles.lastEnd(pod).map(end -> new Trouble(Trouble.Kind.PASSING, end)))
                        .orElse(null),
                containers.stream()
                        .filter(c -> labels != null && c.getName().equals(labels.get(Labels.COMPONENT)))
                        .map(ContainerStatus::getImageID)
                        .findFirst()
                        .orElse(null));
    }

    private static Optional<Instant> readySince(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()))
                .map(PodCondition::getLastTransitionTime)
                .filter(time -> time != null)
                .map(Instant::parse)
                .findFirst();
    }
}
