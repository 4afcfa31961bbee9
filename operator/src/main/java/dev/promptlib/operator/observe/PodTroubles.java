package dev.promptlib.operator.observe;

import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.release.Seen.Trouble;
import dev.promptlib.operator.release.Seen.Trouble.Kind;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what keeps pods from running. */
public final class PodTroubles {
    private static final Map<String, String> REMEDIES = Map.of(
            "ErrImagePull", "check the image's name and, for a private registry, imagePullSecrets",
            "ImagePullBackOff", "check the image's name and, for a private registry, imagePullSecrets",
            "InvalidImageName", "correct the image's name",
            "CreateContainerConfigError", "check the user id, and the Secrets and ConfigMaps that the container names",
            "CrashLoopBackOff", "read its log: kubectl logs --previous",
            "OOMKilled", "raise its memory limit");

    private PodTroubles() {}

    public static List<PodTrouble> in(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null && pod.getMetadata().getDeletionTimestamp() == null)
                .sorted((a, b) ->
                        a.getMetadata().getName().compareTo(b.getMetadata().getName()))
                .flatMap(pod -> of(pod).stream())
                .toList();
    }

    private static Optional<PodTrouble> of(Pod pod) {
        return trouble(pod)
                .map(trouble -> new PodTrouble(
                        pod.getMetadata().getLabels().getOrDefault(Labels.COMPONENT, ""),
                        pod.getMetadata().getName(),
                        trouble.message()));
    }

    /** What keeps a pod from running, and whether that may pass. */
    static Optional<Trouble> trouble(Pod pod) {
        return unschedulable(pod).or(() -> pod.getStatus().getContainerStatuses().stream()
                .flatMap(status -> waiting(status).stream())
                .findFirst());
    }

    /** How the container of a pod ended last, whether or not it runs again. */
    static Optional<String> lastEnd(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .flatMap(status -> ended(status).stream())
                .findFirst()
                .map(end -> said(end) + "; " + remedy(end, "read its log: kubectl logs --previous"));
    }

    private static Optional<Trouble> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
                .findFirst()
                .map(PodCondition::getMessage)
                .map(message -> new Trouble(Kind.PASSING, "it cannot be placed: " + message));
    }

    private static Optional<Trouble> waiting(ContainerStatus status) {
        ContainerState state = status.getState();
        if (state == null || state.getWaiting() == null || state.getWaiting().getReason() == null) {
            return Optional.empty();
        }
        String reason = state.getWaiting().getReason();
        if (!REMEDIES.containsKey(reason)) {
            return Optional.empty();
        }
        StringBuilder message = new StringBuilder(reason);
        String remedy = REMEDIES.get(reason);
        Optional<ContainerStateTerminated> end = ended(status);
        if (end.isPresent()) {
            message.append(" (").append(said(end.get())).append(')');
            remedy = remedy(end.get(), remedy);
        } else if (state.getWaiting().getMessage() != null && !reason.equals("CrashLoopBackOff")) {
            message.append(": ").append(state.getWaiting().getMessage());
        }
        return Optional.of(
                new Trouble(kind(reason), message.append("; ").append(remedy).toString()));
    }

    private static Kind kind(String reason) {
        return switch (reason) {
            case "InvalidImageName" -> Kind.HOPELESS;
            // How often a container has ended says more than how long it waits to be started again.
            case "CrashLoopBackOff" -> Kind.PASSING;
            default -> Kind.DOUBTFUL;
        };
    }

    static Optional<ContainerStateTerminated> ended(ContainerStatus status) {
        return Optional.ofNullable(status.getLastState()).map(ContainerState::getTerminated);
    }

    private static String said(ContainerStateTerminated end) {
        return "it ended with " + end.getReason() + ", exit code " + end.getExitCode()
                + (end.getMessage() == null ? "" : ": " + lastLine(end.getMessage()));
    }

    private static String remedy(ContainerStateTerminated end, String otherwise) {
        return REMEDIES.getOrDefault(String.valueOf(end.getReason()), otherwise);
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
        return line.length() > 300 ? line.substring(0, 300) : line;
    }
}
