package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What keeps the operator from doing its work. */
final class OperatorTroubles {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<Reason, String> REMEDIES = Map.of(
            Reason.SecretMissing, "make the Secret or the key that the message names; it goes on by itself",
            Reason.ConfigMapMissing, "make the ConfigMap or the key that the message names; it goes on by itself",
            Reason.InvalidConnection, "correct the URL in the Secret; special characters of a password are written %XX",
            Reason.CredentialsLost, "put the Secret back; or delete the volume claim, to begin with an empty database",
            Reason.NameTaken, "rename or delete the object that the message names",
            Reason.ApplyRefused, "the message is the API server's: a quota, an admission policy or a missing right",
            Reason.SetupFailed, "correct the spec, or the image: an extension has to be in it");

    private OperatorTroubles() {}

    /** Nothing changes while no operator runs; what runs goes on. */
    static Stream<Advice> notRunning(Scene scene) {
        if (scene.operators().isEmpty()) {
            return Stream.empty();
        }
        List<Deployment> operators = scene.operators().get();
        if (operators.isEmpty()) {
            return Stream.of(new Advice(
                    "operator-not-running",
                    "there is no operator in the cluster: nothing changes and the status is an old one",
                    "install it: promptlib up, or docs/install.md"));
        }
        boolean available = operators.stream().anyMatch(OperatorTroubles::isAvailable);
        String namespace = operators.get(0).getMetadata().getNamespace();
        return available
                ? Stream.empty()
                : Stream.of(new Advice(
                        "operator-not-running",
                        "the operator in the namespace " + namespace
                                + " has no pod that works: nothing changes, and the" + " status is an old one",
                        "kubectl -n " + namespace + " describe pods; kubectl -n " + namespace + " logs deploy/"
                                + operators.get(0).getMetadata().getName()));
    }

    private static boolean isAvailable(Deployment operator) {
        return operator.getStatus() != null
                && Objects.requireNonNullElse(operator.getStatus().getAvailableReplicas(), 0) > 0;
    }

    /** It works, and does not look here. */
    static Stream<Advice> notWatching(Scene scene) {
        boolean runs = scene.operators()
                .filter(all -> all.stream().anyMatch(OperatorTroubles::isAvailable))
                .isPresent();
        boolean waits = scene.isOlder(scene.library().getMetadata().getCreationTimestamp(), PATIENCE);
        return !runs || scene.isSeen() || !waits
                ? Stream.empty()
                : Stream.of(new Advice(
                        "operator-not-watching",
                        "the operator runs, and has not seen the latest change of "
                                + scene.library().getMetadata().getName(),
                        "does it watch this namespace? See its PROMPTLIB_WATCH_NAMESPACES (watch.scope in docs/install.md),"
                                + " and its log"));
    }

    static Stream<Advice> suspended(Scene scene) {
        return Boolean.TRUE.equals(scene.library().getSpec().suspend())
                ? Stream.of(new Advice(
                        "suspended",
                        "spec.suspend is true: the operator changes nothing",
                        "take it out of the spec when the operator may go on"))
                : Stream.empty();
    }

    /** The operator itself says that only a person can help. */
    static Stream<Advice> stalled(Scene scene) {
        return scene
                .condition(Condition.Type.Stalled)
                .filter(condition -> condition.status() == Condition.Status.True)
                .map(condition -> new Advice(
                        "stalled",
                        condition.reason() + ": " + condition.message(),
                        REMEDIES.getOrDefault(condition.reason(), "correct the path that the message names")))
                .stream();
    }

    static Stream<Advice> deletionStuck(Scene scene) {
        var metadata = scene.library().getMetadata();
        return scene.isOlder(metadata.getDeletionTimestamp(), Duration.ofMinutes(1))
                ? Stream.of(
                        new Advice(
                                "deletion-stuck",
                                metadata.getName() + " has been deleted and waits for its finalizers "
                                        + String.join(", ", metadata.getFinalizers()),
                                scene.condition(Condition.Type.Ready)
                                        .filter(condition -> condition.reason() == Reason.Deleting)
                                        .map(Condition::message)
                                        .orElse(
                                                "the operator takes its finalizer away once it has seen to the data: it has to run")))
                : Stream.empty();
    }
}
