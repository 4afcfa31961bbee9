package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Writes the status, when it differs from the one written last. */
final class StatusWriter<R extends CustomResource<?, S>, S> {
    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER)
            .withForce(true)
            .build();

    private record Written<S>(long version, S status) {}

    private final KubernetesClient client;
    private final Supplier<R> empty;
    private final Map<String, Written<S>> last = new ConcurrentHashMap<>();

    StatusWriter(KubernetesClient client, Supplier<R> empty) {
        this.client = client;
        this.empty = empty;
    }

    /** The status as it is: the cache may not have seen our last write yet. */
    S current(R resource) {
        Written<S> written = last.get(resource.getMetadata().getUid());
        boolean behind = written != null
                && written.version() > Long.parseLong(resource.getMetadata().getResourceVersion());
        return behind ? written.status() : resource.getStatus();
    }

    void write(R resource, S status) {
        if (status.equals(current(resource))) {
            return;
        }
        R patch = empty.get();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .withUid(resource.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        R written = client.resource(patch).subresource("status").patch(FORCED);
        last.put(
                resource.getMetadata().getUid(),
                new Written<>(Long.parseLong(written.getMetadata().getResourceVersion()), written.getStatus()));
    }

    void forget(R resource) {
        last.remove(resource.getMetadata().getUid());
    }
}
