package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the status, when it differs from the one written last. */
final class StatusWriter {
    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER)
            .withForce(true)
            .build();

    private record Written(long version, PromptLibraryStatus status) {}

    private final KubernetesClient client;
    private final Map<String, Written> last = new ConcurrentHashMap<>();

    StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** The status as it is: the cache may not have seen our last write yet. */
    PromptLibraryStatus current(PromptLibrary resource) {
        Written written = last.get(resource.getMetadata().getUid());
        boolean behind = written != null
                && written.version() > Long.parseLong(resource.getMetadata().getResourceVersion());
        return behind ? written.status() : resource.getStatus();
    }

    void write(PromptLibrary resource, PromptLibraryStatus status) {
        if (status.equals(current(resource))) {
            return;
        }
        PromptLibrary patch = new PromptLibrary();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .withUid(resource.getMetadata().getUid())
                .build());
        patch.setStatus(status);
        PromptLibrary written = client.resource(patch).subresource("status").patch(FORCED);
        last.put(
                resource.getMetadata().getUid(),
                new Written(Long.parseLong(written.getMetadata().getResourceVersion()), written.getStatus()));
    }

    void forget(PromptLibrary resource) {
        last.remove(resource.getMetadata().getUid());
    }
}
