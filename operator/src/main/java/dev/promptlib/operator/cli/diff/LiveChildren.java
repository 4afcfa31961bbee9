package dev.promptlib.operator.cli.diff;

import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of a resource, each asked for when it is needed: a command has no caches. */
record LiveChildren(KubernetesClient client) implements Children {

    /** Without pods, which belong to what runs them. */
    @Override
    public Set<Class<? extends HasMetadata>> kinds() {
        Set<Class<? extends HasMetadata>> kinds = new LinkedHashSet<>(LABELLED);
        kinds.remove(Pod.class);
        kinds.add(Secret.class);
        kinds.add(ConfigMap.class);
        return kinds;
    }

    @Override
    public <T extends HasMetadata> Optional<T> get(Class<T> kind, Owner owner, String name) {
        return Optional.ofNullable(client.resources(kind)
                .inNamespace(owner.namespace())
                .withName(name)
                .get());
    }

    @Override
    public <T extends HasMetadata> List<T> of(Class<T> kind, Owner owner) {
        return client.resources(kind)
                .inNamespace(owner.namespace())
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, owner.name()))
                .list()
                .getItems();
    }

    @Override
    public void remember(HasMetadata written, Optional<HasMetadata> previous) {
        throw new UnsupportedOperationException("nothing is written here");
    }
}
