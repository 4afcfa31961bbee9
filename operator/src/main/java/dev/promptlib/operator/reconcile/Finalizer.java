package dev.promptlib.operator.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;

/**
 * What holds a resource until its farewell is over. The framework would take it away too, but forgets for good what happens to
 * that name in the meantime: a resource that is made again at once would never be looked at.
 */
final class Finalizer {
    static final String NAME = PromptLibrary.GROUP + "/cleanup";

    private final KubernetesClient client;

    Finalizer(KubernetesClient client) {
        this.client = client;
    }

    /** Whether that has been done already: the cache may still hold what is gone, and another of its name may be there. */
    <R extends HasMetadata> boolean isRemoved(R resource) {
        R live = client.resource(resource).get();
        return live == null
                || !live.getMetadata().getUid().equals(resource.getMetadata().getUid())
                || !live.getMetadata().getFinalizers().contains(NAME);
    }

    /** Of this very resource: another of its name keeps its own. If anything about it has changed, this fails and is tried again. */
    void remove(HasMetadata resource) {
        String place =
                "/metadata/finalizers/" + resource.getMetadata().getFinalizers().indexOf(NAME);
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", resource.getMetadata().getUid());
        patch.addObject().put("op", "test").put("path", place).put("value", NAME);
        patch.addObject().put("op", "remove").put("path", place);
        try {
            client.resource(resource).patch(PatchContext.of(PatchType.JSON), patch.toString());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }
}
