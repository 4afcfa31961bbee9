package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.DeletionPolicy;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.function.Consumer;

/** What becomes of a resource's data when the resource goes. */
final class Farewell {
    private final DataDeletion deletion;
    private final FinalBackup backup;

    Farewell(KubernetesClient client, Children children) {
        this.deletion = new DataDeletion(client, children);
        this.backup = new FinalBackup(client, children);
    }

    /** Whether nothing more is to be done. What people have to know meanwhile is said. */
    boolean carryOut(PromptLibrary resource, Input input, Consumer<String> say) {
        DeletionPolicy policy = input.spec().deletionPolicy();
        if (policy == DeletionPolicy.Retain) {
            return true;
        }
        if (policy == DeletionPolicy.Snapshot && !letsGo(resource)) {
            FinalBackup.State last = backup.carryOut(input.owner());
            say.accept(last.message());
            if (!last.done()) {
                return false;
            }
        } else {
            say.accept("The resource is being deleted, and its data with it");
        }
        deletion.delete(input.owner(), policy == DeletionPolicy.Delete);
        return deletion.isKnown(input.owner(), policy == DeletionPolicy.Delete);
    }

    private static boolean letsGo(PromptLibrary resource) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(Annotations.DELETE_WITHOUT_BACKUP));
    }
}
