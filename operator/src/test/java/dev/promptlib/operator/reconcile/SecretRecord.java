package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every value that any generated secret ever had since this was opened. */
final class SecretRecord implements ResourceEventHandler<Secret>, AutoCloseable {
    private final Map<String, Set<String>> values = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Secret> informer;

    SecretRecord(KubernetesClient client) {
        informer = client.secrets()
                .inAnyNamespace()
                .withLabel(Labels.MANAGED_BY, Labels.MANAGER)
                .inform(this);
    }

    void assertNothingWasMadeTwice(int atLeast) {
        assertThat(values)
                .hasSizeGreaterThanOrEqualTo(atLeast)
                .allSatisfy((key, all) -> assertThat(all).as(key).hasSize(1));
    }

    @Override
    public void onAdd(Secret secret) {
        if (secret.getMetadata().getOwnerReferences().isEmpty()) {
            String name = secret.getMetadata().getNamespace() + "/"
                    + secret.getMetadata().getName();
            secret.getData().forEach((key, value) -> values.computeIfAbsent(
                            name + "/" + key, k -> ConcurrentHashMap.newKeySet())
                    .add(value));
        }
    }

    @Override
    public void onUpdate(Secret before, Secret now) {
        onAdd(now);
    }

    @Override
    public void onDelete(Secret secret, boolean unknown) {
        // One that is made again with another value is a second value.
    }

    @Override
    public void close() {
        informer.stop();
    }
}
