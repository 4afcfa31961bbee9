package dev.promptlib.operator.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.follow.Inventory;
import dev.promptlib.operator.observe.PodTrouble;
import dev.promptlib.operator.observe.PodTroubles;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a resource: its status, and the pods and volumes behind it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StatusView(
        String name,
        String namespace,
        boolean suspended,
        boolean current,
        String phase,
        String url,
        List<Condition> conditions,
        List<Part> parts,
        BackupStatus backup,
        List<Volume> volumes,
        List<Inventory.Entrance> entrances) {

    /** A component, the database, the cache, or what else has pods. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(String kind, String name, String state, Boolean ready, String image, List<PodView> pods) {}

    /** A volume that holds data. */
    public record Volume(String name, String size) {}

    /** One pod. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PodView(String name, String phase, boolean ready, int restarts, String since, String trouble) {
        static PodView of(Pod pod, List<PodTrouble> troubles) {
            var status = pod.getStatus();
            String phase = pod.getMetadata().getDeletionTimestamp() == null ? status.getPhase() : "Terminating";
            return new PodView(
                    pod.getMetadata().getName(),
                    phase,
                    status.getConditions().stream()
                            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus())),
                    status.getContainerStatuses().stream()
                            .mapToInt(c -> c.getRestartCount() == null ? 0 : c.getRestartCount())
                            .sum(),
                    pod.getMetadata().getCreationTimestamp(),
                    troubles.stream()
                            .filter(t -> t.pod().equals(pod.getMetadata().getName()))
                            .map(PodTrouble::message)
                            .findFirst()
                            .orElse(null));
        }
    }

    public static StatusView of(Target target) {
        PromptLibraryStatus status = target.library().getStatus();
        Inventory inventory = Inventory.of(target);
        return new StatusView(
                target.name(),
                target.namespace(),
                Boolean.TRUE.equals(target.library().getSpec().suspend()),
                isCurrent(target),
                status == null || status.phase() == null
                        ? "not seen by the operator yet"
                        : status.phase().name(),
                status == null ? null : status.url(),
                status == null || status.conditions() == null ? List.of() : status.conditions(),
                parts(status, target.pods()),
                status == null ? null : status.backup(),
                inventory.volumes().stream()
                        .map(v -> new Volume(v.name(), v.size()))
                        .toList(),
                inventory.entrances());
    }

    /** Whether the operator has seen the spec as it is now. */
    private static boolean isCurrent(Target target) {
        PromptLibraryStatus status = target.library().getStatus();
        return status != null
                && status.observedGeneration() != null
                && status.observedGeneration() >= target.library().getMetadata().getGeneration();
    }

    private static List<Part> parts(PromptLibraryStatus status, List<Pod> pods) {
        List<Part> parts = new ArrayList<>();
        if (status != null && status.components() != null) {
            status.components()
                    .forEach(c -> parts.add(new Part(
                            "component",
                            c.name(),
                            c.ready() + "/" + c.desired() + " ready",
                            c.ready() >= c.desired(),
                            c.image(),
                            pods(c.name(), pods))));
        }
        if (status != null && status.database() != null) {
            parts.add(part("database", status.database(), pods));
        }
        if (status != null && status.cache() != null) {
            parts.add(part("cache", status.cache(), pods));
        }
        pods.stream().map(Target::part).distinct().forEach(name -> {
            if (parts.stream().noneMatch(part -> part.name().equals(name))) {
                parts.add(new Part("part", name, "", null, null, pods(name, pods)));
            }
        });
        return parts;
    }

    private static Part part(String name, PromptLibraryStatus.PartStatus status, List<Pod> pods) {
        return new Part(
                name,
                name,
                status.engine() + ", " + (status.ready() ? "ready" : "not ready"),
                status.ready(),
                status.image(),
                pods(name, pods));
    }

    private static List<PodView> pods(String part, List<Pod> pods) {
        List<PodTrouble> troubles = PodTroubles.in(pods);
        return pods.stream()
                .filter(pod -> Target.part(pod).equals(part))
                .map(pod -> PodView.of(pod, troubles))
                .toList();
    }
}
