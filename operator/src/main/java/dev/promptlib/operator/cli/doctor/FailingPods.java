package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.cli.Target;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps pods from working. */
final class FailingPods {
    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private FailingPods() {}

    static Stream<Advice> imageNotPulled(Scene scene) {
        return containers(scene)
                .filter(each -> waiting(each.status()).filter(PULLING::contains).isPresent())
                .map(each -> new Advice(
                        "image-not-pulled",
                        each.where() + " cannot have its image " + each.status().getImage() + ": "
                                + Optional.ofNullable(each.status()
                                                .getState()
                                                .getWaiting()
                                                .getMessage())
                                        .orElse(waiting(each.status()).orElseThrow()),
                        "check the image's name and tag; for a private registry, imagePullSecrets"));
    }

    static Stream<Advice> containerNotMade(Scene scene) {
        return containers(scene)
                .filter(each -> waiting(each.status())
                        .filter("CreateContainerConfigError"::equals)
                        .isPresent())
                .map(each -> new Advice(
                        "container-not-made",
                        each.where() + ": "
                                + each.status().getState().getWaiting().getMessage(),
                        "set pod.runAsUser where the image's user has no number or is root; else check the Secrets and"
                                + " ConfigMaps that the message names"));
    }

    static Stream<Advice> crashing(Scene scene) {
        return containers(scene)
                .filter(each -> waiting(each.status())
                        .filter("CrashLoopBackOff"::equals)
                        .isPresent())
                .filter(each ->
                        last(each.status()).filter(FailingPods::outOfMemory).isEmpty())
                .map(each -> new Advice(
                        "crashing",
                        each.where() + " ends again and again"
                                + last(each.status()).map(FailingPods::words).orElse(""),
                        "promptlib logs --previous -c " + Target.part(each.pod()) + " shows what it said"));
    }

    /** Also where the container is up again: it will happen again. */
    static Stream<Advice> outOfMemory(Scene scene) {
        return containers(scene)
                .filter(each -> Stream.concat(last(each.status()).stream(), ended(each.status()).stream())
                        .anyMatch(FailingPods::outOfMemory))
                .map(each -> new Advice(
                        "out-of-memory",
                        each.where() + " needed more memory than its limit and was killed ("
                                + each.status().getRestartCount() + " restarts)",
                        "raise resources.limits.memory of " + Target.part(each.pod())));
    }

    static Stream<Advice> notPlaced(Scene scene) {
        return living(scene).flatMap(pod -> pod.getStatus().getConditions().stream()
                .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
                .map(c -> new Advice(
                        "pod-not-placed",
                        "pod " + pod.getMetadata().getName() + " finds no node: " + c.getMessage(),
                        "ask for less (resources.requests), add nodes, or correct pod.nodeSelector, tolerations and"
                                + " affinity")));
    }

    /** It runs, and its health says no. */
    static Stream<Advice> notAnswering(Scene scene) {
        return containers(scene)
                .filter(each -> each.status().getState() != null
                        && each.status().getState().getRunning() != null
                        && !Boolean.TRUE.equals(each.status().getReady())
                        && scene.isOlder(each.pod().getMetadata().getCreationTimestamp(), PATIENCE))
                .flatMap(each -> scene
                        .event(each.pod().getMetadata().getName(), "Unhealthy")
                        .map(event -> new Advice(
                                "health-fails",
                                each.where() + " runs and is not ready: " + event.getMessage(),
                                scene.component(Target.part(each.pod()))
                                        .map(c -> "does it listen on port " + c.port()
                                                + ", on all addresses, and answer "
                                                + (c.health() == null
                                                                || c.health().path() == null
                                                        ? "/"
                                                        : c.health().path())
                                                + " with a status below 400? promptlib logs shows what it says")
                                        .orElse("promptlib logs -c " + Target.part(each.pod())
                                                + " shows what it says")))
                        .stream());
    }

    private record Container(Pod pod, ContainerStatus status) {
        String where() {
            return "pod " + pod.getMetadata().getName();
        }
    }

    private static Stream<Pod> living(Scene scene) {
        return scene.pods().stream()
                .filter(pod -> pod.getStatus() != null && pod.getMetadata().getDeletionTimestamp() == null);
    }

    private static Stream<Container> containers(Scene scene) {
        return living(scene).flatMap(pod -> pod.getStatus().getContainerStatuses().stream()
                .map(status -> new Container(pod, status)));
    }

    private static Optional<String> waiting(ContainerStatus status) {
        return status.getState() == null || status.getState().getWaiting() == null
                ? Optional.empty()
                : Optional.ofNullable(status.getState().getWaiting().getReason());
    }

    private static Optional<ContainerStateTerminated> last(ContainerStatus status) {
        return status.getLastState() == null
                ? Optional.empty()
                : Optional.ofNullable(status.getLastState().getTerminated());
    }

    private static Optional<ContainerStateTerminated> ended(ContainerStatus status) {
        return status.getState() == null
                ? Optional.empty()
                : Optional.ofNullable(status.getState().getTerminated());
    }

    private static boolean outOfMemory(ContainerStateTerminated end) {
        return "OOMKilled".equals(end.getReason());
    }

    private static String words(ContainerStateTerminated end) {
        List<String> lines = end.getMessage() == null
                ? List.of()
                : end.getMessage().strip().lines().toList();
        return " (exit code " + end.getExitCode() + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1)) + ")";
    }
}
