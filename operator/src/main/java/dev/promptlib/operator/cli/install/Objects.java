package dev.promptlib.operator.cli.install;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;

/** Objects of any kind in the cluster. */
public record Objects(KubernetesClient client) {
    static final String MANAGER = "promptlib";

    public void apply(GenericKubernetesResource wanted) {
        resource(wanted).fieldManager(MANAGER).forceConflicts().serverSideApply();
    }

    public void delete(GenericKubernetesResource unwanted) {
        if (known(unwanted)) {
            resource(unwanted).delete();
        }
    }

    public boolean exists(GenericKubernetesResource wanted) {
        return known(wanted) && resource(wanted).get() != null;
    }

    /** All objects of a kind, in all namespaces; none when the cluster does not know the kind. */
    public List<GenericKubernetesResource> all(String apiVersion, String kind) {
        try {
            return of(apiVersion, kind).inAnyNamespace().list().getItems();
        } catch (UnknownKind e) {
            return List.of();
        }
    }

    private boolean known(GenericKubernetesResource object) {
        try {
            of(object.getApiVersion(), object.getKind());
            return true;
        } catch (UnknownKind e) {
            return false;
        }
    }

    private Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        var kind = of(object.getApiVersion(), object.getKind());
        String namespace = object.getMetadata().getNamespace();
        return namespace == null
                ? kind.resource(object)
                : kind.inNamespace(namespace).resource(object);
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            of(String apiVersion, String kind) {
        try {
            return client.genericKubernetesResources(apiVersion, kind);
        } catch (KubernetesClientException e) {
            // The client says it in words only.
            if (String.valueOf(e.getMessage()).contains("Could not find the metadata")) {
                throw new UnknownKind(kind, e);
            }
            throw e;
        }
    }

    /** The cluster has no such kind (yet). */
    static final class UnknownKind extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownKind(String kind, Throwable cause) {
            super("the cluster does not know the kind " + kind, cause);
        }
    }
}
