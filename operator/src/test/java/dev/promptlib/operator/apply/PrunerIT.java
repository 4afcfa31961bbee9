package dev.promptlib.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is deleted is what nobody wants now, not what nobody wanted a moment ago. */
class PrunerIT {
    private static final String RESOURCE =
            """
            apiVersion: promptlib.dev/v1alpha1
            kind: PromptLibrary
            metadata: { name: shop, namespace: %s }
            spec: { components: [{ name: app, image: "app:1", port: 8000 }] }
            """;

    private final KubernetesClient client = TestCluster.api().withCrds().client();
    private final ApplyReport report = new ApplyReport();

    @Test
    void deletesNothingOnWhatAnEarlierSpecSaid() {
        try (TestNamespace namespace = TestNamespace.in(TestCluster.api(), "pruner")) {
            PromptLibrary before = client.resource(
                            Serialization.unmarshal(RESOURCE.formatted(namespace.name()), PromptLibrary.class))
                    .create();
            ConfigMap map = map(before);
            PromptLibrary now = client.resource(before)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");
            prune(before, map);
            assertThat(client.resource(map).get()).isNotNull();

            prune(now, map);
            assertThat(client.resource(map).get()).isNull();
            assertThat(report.failures()).isEmpty();
        }
    }

    private ConfigMap map(PromptLibrary resource) {
        Owner owner = Owner.of(resource);
        return client.resource(new ConfigMapBuilder()
                        .withMetadata(owner.shared("shop-settings"))
                        .withData(Map.of("key", "value"))
                        .build())
                .create();
    }

    private void prune(PromptLibrary resource, ConfigMap map) {
        new Pruner(client, new Applier(client)).prune(resource, object -> false, new Known(map), report);
    }

    private record Known(ConfigMap map) implements Children {
        @Override
        public Set<Class<? extends HasMetadata>> kinds() {
            return Set.of(ConfigMap.class);
        }

        @Override
        public <T extends HasMetadata> Optional<T> get(Class<T> kind, Owner owner, String name) {
            return Optional.of(kind.cast(map));
        }

        @Override
        public <T extends HasMetadata> List<T> of(Class<T> kind, Owner owner) {
            return List.of(kind.cast(map));
        }

        @Override
        public void remember(HasMetadata written, Optional<HasMetadata> previous) {
            throw new UnsupportedOperationException();
        }
    }
}
