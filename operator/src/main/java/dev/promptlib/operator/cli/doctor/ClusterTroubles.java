package dev.promptlib.operator.cli.doctor;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the cluster lacks, or does not grant. */
final class ClusterTroubles {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int FULL_PERCENT = 85;

    private ClusterTroubles() {}

    static Stream<Advice> volumePending(Scene scene) {
        return scene.claims().stream()
                .filter(claim -> claim.getStatus() != null
                        && "Pending".equals(claim.getStatus().getPhase()))
                .filter(claim -> scene.isOlder(claim.getMetadata().getCreationTimestamp(), PATIENCE))
                .filter(claim -> !waitsForItsFirstPod(scene, claim))
                .map(claim -> new Advice(
                        "volume-pending",
                        "the volume " + claim.getMetadata().getName() + " cannot be made: " + why(scene, claim),
                        storageRemedy(scene, claim)));
    }

    /** As the backups' volume does until the first backup. */
    private static boolean waitsForItsFirstPod(Scene scene, PersistentVolumeClaim claim) {
        String name = claim.getMetadata().getName();
        return scene.event(name, "WaitForFirstConsumer").isPresent()
                && scene.event(name, "ProvisioningFailed").isEmpty();
    }

    private static String why(Scene scene, PersistentVolumeClaim claim) {
        return scene.event(claim.getMetadata().getName(), "ProvisioningFailed")
                .or(() -> scene.event(claim.getMetadata().getName(), "FailedBinding"))
                .map(Event::getMessage)
                .orElse("no storage class provides it");
    }

    private static String storageRemedy(Scene scene, PersistentVolumeClaim claim) {
        String wanted = claim.getSpec().getStorageClassName();
        Optional<List<String>> there = scene.storageClasses();
        if (there.isPresent() && there.get().isEmpty()) {
            return "the cluster has no storage class: install one";
        }
        if (there.isPresent() && wanted != null && !there.get().contains(wanted)) {
            return "there is no storage class " + wanted + ", there are " + String.join(", ", there.get());
        }
        return wanted == null || wanted.isEmpty()
                ? "make one storage class the default, or name one: storageClassName"
                : "see what provides the class " + wanted;
    }

    static Stream<Advice> quotaExceeded(Scene scene) {
        return scene.events().stream()
                .filter(event -> "FailedCreate".equals(event.getReason()))
                .filter(event -> !scene.isOlder(time(event), Duration.ofMinutes(15)))
                .reduce((first, later) -> later)
                .map(event -> new Advice(
                        "pods-refused",
                        "the cluster refuses pods of "
                                + event.getInvolvedObject().getName() + ": " + event.getMessage(),
                        "raise the namespace's ResourceQuota or LimitRange, ask for less, or let the admission policy allow"
                                + " it"))
                .stream();
    }

    private static String time(Event event) {
        return event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : event.getEventTime() != null
                        ? event.getEventTime().getTime()
                        : event.getMetadata().getCreationTimestamp();
    }

    static Stream<Advice> noWayIn(Scene scene) {
        return scene.ingresses().stream()
                .filter(ingress -> scene.isOlder(ingress.getMetadata().getCreationTimestamp(), PATIENCE))
                .filter(ingress -> !hasAddress(ingress))
                .map(ingress -> new Advice(
                        "no-way-in",
                        "no ingress controller has taken up the Ingress "
                                + ingress.getMetadata().getName(),
                        ingressRemedy(scene, ingress)));
    }

    private static boolean hasAddress(Ingress ingress) {
        return ingress.getStatus() != null
                && ingress.getStatus().getLoadBalancer() != null
                && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
    }

    private static String ingressRemedy(Scene scene, Ingress ingress) {
        String wanted = ingress.getSpec().getIngressClassName();
        Optional<List<String>> there = scene.ingressClasses();
        if (there.isPresent() && there.get().isEmpty()) {
            return "the cluster has no ingress class: install an ingress controller";
        }
        String classes =
                there.map(all -> "; there are " + String.join(", ", all)).orElse("");
        if (there.isPresent() && wanted != null && !there.get().contains(wanted)) {
            return "there is no ingress class " + wanted + classes + ": correct spec.exposure.className";
        }
        return wanted == null
                ? "name one in spec.exposure.className" + classes
                : "see whether the controller of the class " + wanted
                        + " runs; one that writes no address may work all the" + " same";
    }

    static Stream<Advice> autoscalerBlind(Scene scene) {
        return scene.autoscalers().stream()
                .filter(scaler -> scaler.getStatus() != null)
                .flatMap(scaler -> scaler.getStatus().getConditions().stream()
                        .filter(c -> "ScalingActive".equals(c.getType()) && "False".equals(c.getStatus()))
                        .filter(c -> !"ScalingDisabled".equals(c.getReason()))
                        .filter(c -> scene.isOlder(c.getLastTransitionTime(), PATIENCE))
                        .map(c -> new Advice(
                                "autoscaler-blind",
                                "the autoscaler " + scaler.getMetadata().getName() + " knows no load: "
                                        + c.getMessage(),
                                "install metrics-server, or see why it does not answer")));
    }

    static Stream<Advice> diskFull(Scene scene) {
        return scene
                .databaseDisk()
                .filter(percent -> percent >= FULL_PERCENT)
                .map(percent -> new Advice(
                        "database-disk-full",
                        "the database's volume is " + percent + "% full",
                        "raise spec.database.storage.size, where the storage class can grow volumes; or delete data"))
                .stream();
    }
}
