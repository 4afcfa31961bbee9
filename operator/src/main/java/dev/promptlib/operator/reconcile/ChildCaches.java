package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.ReferencedNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The informers of all kinds of objects that a resource has or names, and the caches that they fill. */
final class ChildCaches implements Children {
    private static final String BY_INSTANCE = "instance";
    private static final String BY_REFERENCE = "reference";
    /** Each is a Secret of up to 1 MiB, and none is what a resource names. */
    private static final FieldSelector NO_HELM_RELEASES = new FieldSelectorBuilder()
            .withoutField("type", "helm.sh/release.v1")
            .build();

    private final Map<Class<?>, InformerEventSource<? extends HasMetadata, PromptLibrary>> sources =
            new LinkedHashMap<>();
    private EventSourceContext<PromptLibrary> context;

    List<EventSource<?, PromptLibrary>> open(EventSourceContext<PromptLibrary> context) {
        this.context = context;
        context.getPrimaryCache().addIndexer(BY_REFERENCE, ChildCaches::referenceKeys);
        Children.LABELLED.forEach(kind -> source(kind, true));
        // Secrets and ConfigMaps of users have no label of ours.
        source(Secret.class, false);
        source(ConfigMap.class, false);
        return List.copyOf(sources.values());
    }

    private <T extends HasMetadata> void source(Class<T> kind, boolean labelled) {
        var configuration = InformerEventSourceConfiguration.from(kind, PromptLibrary.class)
                .withName(kind.getSimpleName())
                .withSecondaryToPrimaryMapper(this::owners);
        if (labelled) {
            configuration.withLabelSelector(Labels.MANAGED_BY + "=" + Labels.MANAGER);
        }
        if (kind == Secret.class) {
            configuration.withFieldSelector(NO_HELM_RELEASES);
        }
        if (StatusFilter.KINDS.contains(kind)) {
            configuration.withOnUpdateFilter(new StatusFilter<>());
        }
        InformerEventSource<T, PromptLibrary> source = new InformerEventSource<>(configuration.build(), context);
        source.addIndexers(Map.of(BY_INSTANCE, ChildCaches::instanceKey));
        sources.put(kind, source);
    }

    private Set<ResourceID> owners(HasMetadata object) {
        Set<ResourceID> owners = new java.util.HashSet<>();
        instance(object)
                .ifPresent(name ->
                        owners.add(new ResourceID(name, object.getMetadata().getNamespace())));
        if (object instanceof Secret || object instanceof ConfigMap) {
            context.getPrimaryCache()
                    .byIndex(BY_REFERENCE, referenceKey(object.getKind(), object.getMetadata()))
                    .forEach(resource -> owners.add(ResourceID.fromResource(resource)));
        }
        return owners;
    }

    private static Optional<String> instance(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null || !Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY))
                ? Optional.empty()
                : Optional.ofNullable(labels.get(Labels.INSTANCE));
    }

    private static List<String> instanceKey(HasMetadata object) {
        return instance(object)
                .map(name -> List.of(object.getMetadata().getNamespace() + "/" + name))
                .orElse(List.of());
    }

    private static List<String> referenceKeys(PromptLibrary resource) {
        ReferencedNames names = ReferencedNames.of(resource.getSpec());
        String namespace = resource.getMetadata().getNamespace();
        Owner owner = Owner.of(resource);
        // The operator's own Secrets too: one in their place that somebody else made, or restored, has no label of
        // ours.
        Stream<String> credentials = Stream.of(
                        Names.database(owner), Names.cache(owner), Names.secrets(owner), Names.backup(owner))
                .flatMap(name -> Stream.of(name, Names.copy(name)));
        return Stream.concat(
                        Stream.concat(names.secrets().stream(), credentials)
                                .distinct()
                                .map(name -> "Secret/" + namespace + "/" + name),
                        names.configMaps().stream().map(name -> "ConfigMap/" + namespace + "/" + name))
                .toList();
    }

    private static String referenceKey(String kind, ObjectMeta metadata) {
        return kind + "/" + metadata.getNamespace() + "/" + metadata.getName();
    }

    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> InformerEventSource<T, PromptLibrary> source(Class<T> kind) {
        return (InformerEventSource<T, PromptLibrary>) sources.get(kind);
    }

    @Override
    public Set<Class<? extends HasMetadata>> kinds() {
        Set<Class<? extends HasMetadata>> kinds = new java.util.LinkedHashSet<>(LABELLED);
        kinds.remove(Pod.class);
        kinds.add(Secret.class);
        kinds.add(ConfigMap.class);
        return kinds;
    }

    @Override
    public <T extends HasMetadata> Optional<T> get(Class<T> kind, Owner owner, String name) {
        return source(kind).get(new ResourceID(name, owner.namespace()));
    }

    @Override
    public <T extends HasMetadata> List<T> of(Class<T> kind, Owner owner) {
        return source(kind).byIndex(BY_INSTANCE, owner.namespace() + "/" + owner.name());
    }

    @Override
    public void remember(HasMetadata written, Optional<HasMetadata> previous) {
        remember(written.getClass(), written, previous);
    }

    private <T extends HasMetadata> void remember(Class<T> kind, HasMetadata written, Optional<HasMetadata> previous) {
        ResourceID id = ResourceID.fromResource(written);
        InformerEventSource<T, PromptLibrary> source = source(kind);
        if (previous.isPresent()) {
            source.handleRecentResourceUpdate(id, kind.cast(written), kind.cast(previous.get()));
        } else {
            source.handleRecentResourceCreate(id, kind.cast(written));
        }
    }
}
