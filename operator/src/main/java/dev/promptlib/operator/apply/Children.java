package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The objects of a resource, as the caches know them. */
public interface Children {

    /** The kinds that a resource's objects can have. */
    Set<Class<? extends HasMetadata>> kinds();

    /** One object of the resource's namespace. */
    <T extends HasMetadata> Optional<T> get(Class<T> kind, Owner owner, String name);

    /** All objects with the resource's labels. */
    <T extends HasMetadata> List<T> of(Class<T> kind, Owner owner);

    /** Makes what the API server just answered known before its event arrives. */
    void remember(HasMetadata written, Optional<HasMetadata> previous);
}
