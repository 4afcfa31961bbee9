package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.desired.Owner;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The restores of each PromptLibrary, as far as they bear on it. */
final class RestoreCache {
    private static final String BY_LIBRARY = "library";

    private InformerEventSource<PromptLibraryRestore, PromptLibrary> source;

    EventSource<?, PromptLibrary> open(EventSourceContext<PromptLibrary> context) {
        var configuration = InformerEventSourceConfiguration.from(PromptLibraryRestore.class, PromptLibrary.class)
                .withName(PromptLibraryRestore.class.getSimpleName())
                .withSecondaryToPrimaryMapper(restore -> Set.of(new ResourceID(
                        restore.getSpec().library(), restore.getMetadata().getNamespace())))
                .build();
        source = new InformerEventSource<>(configuration, context);
        source.addIndexers(Map.of(
                BY_LIBRARY,
                restore -> List.of(key(
                        restore.getMetadata().getNamespace(), restore.getSpec().library()))));
        return source;
    }

    /** Whether a restore wants the components stopped now. */
    boolean hold(Owner owner) {
        return source.byIndex(BY_LIBRARY, key(owner.namespace(), owner.name())).stream()
                .map(PromptLibraryRestore::getStatus)
                .anyMatch(status -> status != null && status.holdsComponents());
    }

    /** What moves its database to that version of PostgreSQL, whoever asked for it. */
    Optional<PromptLibraryRestore> upgrade(Owner owner, int version) {
        return source.byIndex(BY_LIBRARY, key(owner.namespace(), owner.name())).stream()
                .filter(restore -> Objects.equals(restore.getSpec().postgres(), version))
                .findFirst();
    }

    private static String key(String namespace, String library) {
        return namespace + "/" + library;
    }
}
