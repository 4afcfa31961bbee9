package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.observe.PodTrouble;
import dev.promptlib.operator.observe.PodTroubles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses the pod to work in. */
public final class Pods {
    private Pods() {}

    /** A pod of a part that takes requests, or at least runs. */
    public static Pod of(Target target, String part) {
        List<Pod> pods = target.pods(part).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        return pods.stream()
                .filter(Readiness::isPodReady)
                .findFirst()
                .or(() -> pods.stream()
                        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                        .findFirst())
                .orElseThrow(() -> none(target, part, pods));
    }

    /** A command in the main container of that pod. */
    public static PodCommand command(Target target, String part, List<String> command) {
        Pod pod = of(target, part);
        return new PodCommand(
                target.client(),
                target.namespace(),
                pod.getMetadata().getName(),
                pod.getSpec().getContainers().get(0).getName(),
                command);
    }

    private static Failure none(Target target, String part, List<Pod> pods) {
        String there =
                target.pods().stream().map(Target::part).distinct().sorted().collect(Collectors.joining(", "));
        if (pods.isEmpty()) {
            return Failure.of(
                    "there is no pod of " + part + " of " + target.namespace() + "/" + target.name(),
                    there.isEmpty() ? "promptlib doctor says why" : "there are pods of " + there);
        }
        String why = PodTroubles.in(pods).stream()
                .findFirst()
                .map(PodTrouble::message)
                .orElse("it has not started yet");
        return Failure.of("no pod of " + part + " runs: " + why, "promptlib doctor says what to do");
    }
}
