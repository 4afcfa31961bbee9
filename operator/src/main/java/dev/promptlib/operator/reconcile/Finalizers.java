package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The finalizer: only a resource whose data is to be deleted with it has one. */
final class Finalizers {
    static final String DATA = PromptLibrary.GROUP + "/data";
    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER + "-finalizer")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final Map<String, Boolean> written = new ConcurrentHashMap<>();

    Finalizers(KubernetesClient client) {
        this.client = client;
    }

    void keep(PromptLibrary resource, boolean wanted) {
        boolean known = written.getOrDefault(resource.getMetadata().getUid(), has(resource));
        if (known != wanted) {
            set(resource, wanted);
        }
    }

    static boolean has(PromptLibrary resource) {
        return resource.getMetadata().getFinalizers().contains(DATA);
    }

    void remove(PromptLibrary resource) {
        set(resource, false);
        written.remove(resource.getMetadata().getUid());
    }

    private void set(PromptLibrary resource, boolean wanted) {
        PromptLibrary patch = new PromptLibrary();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .withUid(resource.getMetadata().getUid())
                .withFinalizers(wanted ? List.of(DATA) : List.of())
                .build());
        client.resource(patch).patch(FORCED);
        written.put(resource.getMetadata().getUid(), wanted);
    }

    void forget(PromptLibrary resource) {
        written.remove(resource.getMetadata().getUid());
    }
}
