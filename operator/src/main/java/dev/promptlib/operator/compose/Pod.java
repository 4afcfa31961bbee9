package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Kubernetes would run: it becomes a service.
 *
 * @param name what it is, without the resource's name
 * @param host the name that others know it by
 * @param component the user's own, if it is one
 */
record Pod(
        String name, String host, Optional<Component> component, int replicas, boolean once, PodTemplateSpec template) {
    static final String DATABASE = "database";
    static final String DATABASE_SETUP = "database-setup";
    static final String POOLER = "pooler";
    static final String CACHE = "cache";
    private static final String CACHE_SETUP = "cache-setup";

    static List<Pod> of(Desired desired, Input input) {
        return desired.all().flatMap(object -> of(object, input)).toList();
    }

    private static Stream<Pod> of(HasMetadata object, Input input) {
        if (object instanceof Deployment d) {
            return Stream.of(
                    of(object, input, d.getSpec().getReplicas(), d.getSpec().getTemplate()));
        }
        if (object instanceof StatefulSet s) {
            return Stream.of(
                    of(object, input, s.getSpec().getReplicas(), s.getSpec().getTemplate()));
        }
        // Users of a cache that runs change in Kubernetes only: here it is started again.
        if (object instanceof Job j && !CACHE_SETUP.equals(part(object))) {
            return Stream.of(of(object, input, 1, j.getSpec().getTemplate()));
        }
        return Stream.empty();
    }

    private static Pod of(HasMetadata object, Input input, Integer replicas, PodTemplateSpec template) {
        String name = part(object);
        Optional<Component> component = input.spec().components().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        int fewest = component
                .map(Component::autoscaling)
                .map(scaling -> scaling.min())
                .orElse(1);
        return new Pod(
                name,
                object.getMetadata().getName(),
                component,
                replicas == null ? fewest : replicas,
                object instanceof Job,
                template);
    }

    private static String part(HasMetadata object) {
        return object.getMetadata().getLabels().get(Labels.COMPONENT);
    }

    PodSpec spec() {
        return template.getSpec();
    }

    Container container() {
        return spec().getContainers().get(0);
    }

    /** USER:GROUP, or nothing where the image says it. */
    Optional<String> user() {
        var security = spec().getSecurityContext();
        return Optional.ofNullable(security.getRunAsUser()).map(user -> user + ":" + security.getRunAsGroup());
    }
}
