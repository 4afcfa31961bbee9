package dev.promptlib.operator.cli.follow;

import dev.promptlib.operator.cli.Terminal;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks in a namespace for what is wrong: the last warnings, and what the failing pods said last. */
public record Diagnosis(KubernetesClient client, String namespace, Terminal terminal) {
    private static final int EVENTS = 5;
    private static final int LOG_LINES = 10;

    public void show() {
        List<Event> warnings = client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> "Warning".equals(event.getType()))
                .sorted(Comparator.comparing(Diagnosis::time))
                .toList();
        if (!warnings.isEmpty()) {
            terminal.text("Last warnings in the namespace " + namespace + ":");
        }
        warnings.subList(Math.max(0, warnings.size() - EVENTS), warnings.size())
                .forEach(event -> terminal.text("  " + event.getInvolvedObject().getKind() + " "
                        + event.getInvolvedObject().getName() + ": " + event.getMessage()));
        client.pods().inNamespace(namespace).list().getItems().stream()
                .flatMap(pod -> failing(pod).map(container -> new Suspect(pod, container)))
                .findFirst()
                .ifPresent(this::logs);
    }

    private record Suspect(Pod pod, ContainerStatus container) {}

    private static Stream<ContainerStatus> failing(Pod pod) {
        if ("Succeeded".equals(pod.getStatus().getPhase())) {
            return Stream.empty();
        }
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream()
                                .filter(c -> c.getState() == null
                                        || c.getState().getTerminated() == null
                                        || c.getState().getTerminated().getExitCode() != 0),
                        pod.getStatus().getContainerStatuses().stream())
                .filter(container -> !Boolean.TRUE.equals(container.getReady()));
    }

    private void logs(Suspect suspect) {
        String pod = suspect.pod().getMetadata().getName();
        String container = suspect.container().getName();
        var logs = client.pods().inNamespace(namespace).withName(pod).inContainer(container);
        boolean again = Objects.requireNonNullElse(suspect.container().getRestartCount(), 0) > 0
                && suspect.container().getState() != null
                && suspect.container().getState().getRunning() == null;
        try {
            String said =
                    (again ? logs.terminated() : logs).tailingLines(LOG_LINES).getLog();
            terminal.text("Last lines of the pod " + pod + ", container " + container + ":");
            said.lines().forEach(line -> terminal.text("  " + line));
        } catch (KubernetesClientException e) {
            terminal.text("The pod " + pod + " is not ready and has no log yet.");
        }
    }

    private static String time(Event event) {
        return Stream.of(
                        Optional.ofNullable(event.getLastTimestamp()),
                        Optional.ofNullable(event.getEventTime()).map(t -> t.getTime()),
                        Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }
}
