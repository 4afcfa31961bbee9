package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.Waiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TimeTailPrettyLoggable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** As long as somebody reads it. What starts later, also in the same pod, is shown from its beginning. */
    public void follow() {
        Map<String, FollowedLog> followed = new HashMap<>();
        some().forEach(pod -> follow(pod, followed, true));
        Waiting.until(() -> {
            pods().forEach(pod -> follow(pod, followed, false));
            return !terminal.isHeard();
        });
    }

    private void follow(Pod pod, Map<String, FollowedLog> followed, boolean asAsked) {
        Optional<ContainerStatus> container = pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(container(pod)) && status.getContainerID() != null)
                .findFirst();
        container.ifPresent(status -> {
            FollowedLog before = followed.get(status.getContainerID());
            if (before == null) {
                var log = new FollowedLog(last -> stream(pod, last, asAsked), line -> say(pod, line, true));
                followed.put(status.getContainerID(), log);
                log.goOn();
            } else if (grows(status)) {
                before.goOn();
            }
        });
    }

    private static boolean grows(ContainerStatus status) {
        return status.getState() != null && status.getState().getRunning() != null;
    }

    private LogWatch stream(Pod pod, Optional<Instant> last, boolean asAsked) {
        TimeTailPrettyLoggable all = log(pod).usingTimestamps();
        return last.map(time -> (PrettyLoggable) all.sinceTime(time.toString()))
                .orElseGet(() -> asAsked ? asked(all) : all)
                .watchLog();
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
        ContainerResource log = log(pod);
        return asked(previous ? log.terminated() : log);
    }

    private PrettyLoggable asked(TimeTailPrettyLoggable all) {
        TailPrettyLoggable young = since == null ? all : all.sinceSeconds((int) since.toSeconds());
        return tail == null ? young : young.tailingLines(tail);
    }

    private ContainerResource log(Pod pod) {
        return target.client()
                .pods()
                .inNamespace(target.namespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container(pod))
                // What a pod says that does not get ready is what people want to know.
                .withReadyWaitTimeout(0);
    }

    private static String container(Pod pod) {
        return pod.getSpec().getContainers().get(0).getName();
    }

    private void say(Pod pod, String line, boolean named) {
        synchronized (terminal) {
            terminal.text(named ? terminal.dim(pod.getMetadata().getName() + " | ") + line : line);
        }
    }
}
