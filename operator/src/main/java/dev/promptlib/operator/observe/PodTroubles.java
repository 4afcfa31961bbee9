package dev.promptlib.operator.observe;

import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ContainerState;
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
        return unschedulable(pod)
                .or(() -> pod.getStatus().getContainerStatuses().stream()
                        .flatMap(status -> waiting(status).stream())
                        .findFirst())
                .map(message -> new PodTrouble(
                        pod.getMetadata().getLabels().getOrDefault(Labels.COMPONENT, ""),
                        pod.getMetadata().getName(),
                        message));
    }

    private static Optional<String> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
                .findFirst()
                .map(PodCondition::getMessage)
                .map(message -> "it cannot be placed: " + message);
    }

    private static Optional<String> waiting(ContainerStatus status) {
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
        if (status.getLastState() != null && status.getLastState().getTerminated() != null) {
            var end = status.getLastState().getTerminated();
            message.append(" (it ended with ")
                    .append(end.getReason())
                    .append(", exit code ")
                    .append(end.getExitCode());
            if (end.getMessage() != null) {
                message.append(": ").append(lastLine(end.getMessage()));
            }
            message.append(')');
            remedy = REMEDIES.getOrDefault(String.valueOf(end.getReason()), remedy);
        } else if (state.getWaiting().getMessage() != null && !reason.equals("CrashLoopBackOff")) {
            message.append(": ").append(state.getWaiting().getMessage());
        }
        return Optional.of(message.append("; ").append(remedy).toString());
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
        return line.length() > 300 ? line.substring(0, 300) : line;
    }
}
