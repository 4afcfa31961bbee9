package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Resources in namespaces that are being deleted, which cannot be undone: nothing is tried there again, and it is said once. */
final class EndingNamespaces {
    private static final Logger LOG = Logger.getLogger(EndingNamespaces.class);

    private final Set<String> resources = ConcurrentHashMap.newKeySet();

    boolean have(PromptLibrary resource) {
        return resources.contains(resource.getMetadata().getUid());
    }

    void add(PromptLibrary resource) {
        if (resources.add(resource.getMetadata().getUid())) {
            LOG.infof(
                    "namespace %s is being deleted: %s is left alone",
                    resource.getMetadata().getNamespace(),
                    resource.getMetadata().getName());
        }
    }

    void forget(PromptLibrary resource) {
        resources.remove(resource.getMetadata().getUid());
    }
}
