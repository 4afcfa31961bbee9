package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * All that a diagnosis looks at, read once.
 *
 * @param operators the operator's Deployments; nothing where it may not be known
 * @param ingressClasses their names; nothing where they may not be known
 * @param storageClasses their names, the default one first; nothing where they may not be known
 * @param databaseDisk how full the database's volume is, in percent; nothing where it cannot be asked
 */
record Scene(
        PromptLibrary library,
        List<Pod> pods,
        List<Event> events,
        List<PersistentVolumeClaim> claims,
        List<Ingress> ingresses,
        List<HorizontalPodAutoscaler> autoscalers,
        Optional<List<Deployment>> operators,
        Optional<List<String>> ingressClasses,
        Optional<List<String>> storageClasses,
        Optional<Integer> databaseDisk,
        Instant now) {

    Optional<Condition> condition(Condition.Type type) {
        return library.getStatus() == null || library.getStatus().conditions() == null
                ? Optional.empty()
                : library.getStatus().conditions().stream()
                        .filter(c -> c.type() == type)
                        .findFirst();
    }

    /** Whether the operator has seen the spec as it is now. */
    boolean isSeen() {
        return library.getStatus() != null
                && library.getStatus().observedGeneration() != null
                && library.getStatus().observedGeneration()
                        >= library.getMetadata().getGeneration();
    }

    Optional<Component> component(String name) {
        return library.getSpec().components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }

    /** The last event of a reason about an object. */
    Optional<Event> event(String object, String reason) {
        return events.stream()
                .filter(event -> reason.equals(event.getReason()))
                .filter(event -> object.equals(event.getInvolvedObject().getName()))
                .reduce((first, later) -> later);
    }

    boolean isOlder(String time, Duration age) {
        try {
            return Instant.parse(time).plus(age).isBefore(now);
        } catch (DateTimeParseException | NullPointerException e) {
            return false;
        }
    }
}
