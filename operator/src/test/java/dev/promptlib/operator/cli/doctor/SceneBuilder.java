package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A resource with which all is well, and what a test adds to it. */
final class SceneBuilder {
    private static final String LONG_AGO = "2026-11-01T11:00:00Z";

    String library =
            """
            apiVersion: promptlib.dev/v1alpha1
            kind: PromptLibrary
            metadata: {name: shop, namespace: here, generation: 2, creationTimestamp: '2026-11-01T10:00:00Z'}
            spec: {components: [{name: app, image: 'shop:1', port: 8000, health: {path: /health}}]}
            status: {observedGeneration: 2, conditions: []}
            """;
    Optional<List<Deployment>> operators = Optional.of(List.of());
    Optional<List<String>> ingressClasses = Optional.of(List.of("traefik"));
    Optional<List<String>> storageClasses = Optional.of(List.of("standard"));
    Optional<Integer> databaseDisk = Optional.empty();
    private final List<Pod> pods = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<PersistentVolumeClaim> claims = new ArrayList<>();
    private final List<Ingress> ingresses = new ArrayList<>();
    private final List<HorizontalPodAutoscaler> autoscalers = new ArrayList<>();

    SceneBuilder() {
        operator("{availableReplicas: 1}");
    }

    SceneBuilder operator(String status) {
        operators = Optional.of(List.of(Serialization.unmarshal(
                "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: operator, namespace: system}\nstatus: "
                        + status,
                Deployment.class)));
        return this;
    }

    SceneBuilder conditions(String conditions) {
        library = library.replace("conditions: []", "conditions: [" + conditions + "]");
        return this;
    }

    SceneBuilder pod(String part, String container, String... conditions) {
        pods.add(Serialization.unmarshal(
                """
                kind: Pod
                apiVersion: v1
                metadata:
                  name: shop-%1$s-1
                  labels: {app.kubernetes.io/component: %1$s}
                  creationTimestamp: '%4$s'
                status: {phase: Running, conditions: [%3$s], containerStatuses: [%2$s]}
                """
                        .formatted(part, container, String.join(",", conditions), LONG_AGO),
                Pod.class));
        return this;
    }

    SceneBuilder event(String kind, String object, String reason, String message) {
        events.add(Serialization.unmarshal(
                """
                kind: Event
                apiVersion: v1
                metadata: {name: e, creationTimestamp: '2026-11-01T11:59:00Z'}
                involvedObject: {kind: %s, name: %s}
                reason: %s
                message: "%s"
                """
                        .formatted(kind, object, reason, message),
                Event.class));
        return this;
    }

    SceneBuilder claim(String storageClass) {
        claims.add(Serialization.unmarshal(
                """
                kind: PersistentVolumeClaim
                apiVersion: v1
                metadata: {name: shop-database, creationTimestamp: '%s'}
                spec: {storageClassName: %s}
                status: {phase: Pending}
                """
                        .formatted(LONG_AGO, storageClass),
                PersistentVolumeClaim.class));
        return this;
    }

    SceneBuilder ingress(String className) {
        ingresses.add(Serialization.unmarshal(
                """
                kind: Ingress
                apiVersion: networking.k8s.io/v1
                metadata: {name: shop, creationTimestamp: '%s'}
                spec: {ingressClassName: %s}
                """
                        .formatted(LONG_AGO, className),
                Ingress.class));
        return this;
    }

    SceneBuilder autoscaler(String condition) {
        autoscalers.add(Serialization.unmarshal(
                """
                kind: HorizontalPodAutoscaler
                apiVersion: autoscaling/v2
                metadata: {name: shop-app}
                status: {conditions: [%s]}
                """
                        .formatted(condition),
                HorizontalPodAutoscaler.class));
        return this;
    }

    Scene scene(Instant now) {
        return new Scene(
                Serialization.unmarshal(library, PromptLibrary.class),
                pods,
                events,
                claims,
                ingresses,
                autoscalers,
                operators,
                ingressClasses,
                storageClasses,
                databaseDisk,
                now);
    }

    List<Advice> advice() {
        return new Doctor(scene(Instant.parse("2026-11-01T12:00:00Z"))).advice();
    }
}
