package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;

/**
 * Which definition of each component is in force now. While a release goes out, some are of it and some of its predecessor: views
 * are the components of both, coming the pods that it will have.
 */
public record Lineup(List<Place> places, List<List<Component>> views, List<PodTemplateSpec> coming) {

    /** One component. Until it runs, only what it stands on is there. */
    public record Place(Component component, PodTemplateSpec template, int minReadySeconds, boolean runs) {}

    /** All components as the spec says. */
    public static Lineup of(Input input) {
        List<Component> components = input.spec().components();
        return new Lineup(
                components.stream()
                        .map(c -> new Place(c, template(input, c), 0, true))
                        .toList(),
                List.of(components),
                List.of());
    }

    /** What the pods of a component are to be. */
    public static PodTemplateSpec template(Input input, Component component) {
        return new ComponentPod(input, component).template();
    }

    public List<Component> components() {
        return places.stream().map(Place::component).toList();
    }
}
