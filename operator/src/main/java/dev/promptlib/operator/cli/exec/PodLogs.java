package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.Waiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.PrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TimeTailPrettyLoggable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The logs of several pods as one; where there are several, each line says whose it is.
 *
 * @param part null for all components
 * @param tail null for all lines
 * @param since null for all times
 */
public record PodLogs(Target target, String part, Integer tail, Duration since, boolean previous, Terminal terminal) {

    public void show() {
        List<Pod> pods = some();
        for (Pod pod : pods) {
            try {
                String text = lines(pod).getLog();
                text.lines().forEach(line -> say(pod, line, pods.size() > 1));
            } catch (KubernetesClientException e) {
                say(pod, "(no log: " + e.getStatus().getMessage() + ")", true);
            }
        }
    }

    /** Until the process is ended. */
    public void follow() {
        some();
        Set<String> followed = new HashSet<>();
        while (true) {
            for (Pod pod : pods()) {
                boolean runs = "Running".equals(pod.getStatus().getPhase());
                if (runs && followed.add(pod.getMetadata().getUid())) {
                    Thread thread = new Thread(() -> follow(pod));
                    thread.setDaemon(true);
                    thread.start();
                }
            }
            Waiting.pause();
        }
    }

    private void follow(Pod pod) {
        try (var watch = lines(pod).watchLog();
                var lines = new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(pod, line, true);
            }
        } catch (IOException | KubernetesClientException e) {
            say(pod, "(the log ends: " + e.getMessage() + ")", true);
        }
    }

    private List<Pod> some() {
        List<Pod> pods = pods();
        if (pods.isEmpty()) {
            Pods.of(
                    target,
                    part == null
                            ? target.library().getSpec().components().get(0).name()
                            : part);
            throw Failure.of("there are no pods", "promptlib doctor says why");
        }
        return pods;
    }

    private List<Pod> pods() {
        Set<String> parts = new HashSet<>();
        if (part == null) {
            target.library().getSpec().components().stream()
                    .map(Component::name)
                    .forEach(parts::add);
        } else {
            parts.add(part);
        }
        return target.pods().stream()
                .filter(pod -> parts.contains(Target.part(pod)))
                .toList();
    }

    private PrettyLoggable lines(Pod pod) {
        ContainerResource container = target.client()
                .pods()
                .inNamespace(target.namespace())
                .withName(pod.getMetadata().getName())
                .inContainer(pod.getSpec().getContainers().get(0).getName())
                // What a pod says that does not get ready is what people want to know.
                .withReadyWaitTimeout(0);
        TimeTailPrettyLoggable times = previous ? container.terminated() : container;
        TailPrettyLoggable young = since == null ? times : times.sinceSeconds((int) since.toSeconds());
        return tail == null ? young : young.tailingLines(tail);
    }

    private void say(Pod pod, String line, boolean named) {
        synchronized (terminal) {
            terminal.text(named ? terminal.dim(pod.getMetadata().getName() + " | ") + line : line);
        }
    }
}
