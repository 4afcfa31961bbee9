package dev.promptlib.operator.cli.doctor;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a resource's events from those of its neighbours, whose names may begin alike. */
final class OwnEvents {
    private OwnEvents() {}

    /** Those about the objects, the latest last. */
    static List<Event> among(List<Event> all, Stream<? extends HasMetadata> objects) {
        Set<String> own = objects.map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
        return all.stream()
                .filter(event -> event.getInvolvedObject().getUid() != null
                        && own.contains(event.getInvolvedObject().getUid()))
                .sorted(Comparator.comparing(event -> Optional.ofNullable(event.getLastTimestamp())
                        .orElseGet(() -> event.getMetadata().getCreationTimestamp())))
                .toList();
    }
}
