package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.apply.Ownership;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** Deletes the data of a resource that is deleted and says so. Reads it live: a cache's word is not enough. */
final class DataDeletion {
    private final KubernetesClient client;
    private final Children children;

    DataDeletion(KubernetesClient client, Children children) {
        this.client = client;
        this.children = children;
    }

    /** With or without the backups and the password that they are read with. */
    void delete(Owner owner, boolean backupsToo) {
        Map<String, String> labels = Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, owner.name());
        // Pods that have done their work still hold the volumes, and the Jobs of requests stay for weeks. Those of the
        // resource itself go with it; one of them is the last backup, which must not be made again without the data.
        client.batch().v1().jobs().inNamespace(owner.namespace()).withLabels(labels).list().getItems().stream()
                .filter(job -> !Ownership.goesWith(job, owner))
                .forEach(job -> client.resource(job)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete());
        client.persistentVolumeClaims().inNamespace(owner.namespace()).withLabels(labels).list().getItems().stream()
                .filter(live -> backupsToo || !isOfBackups(owner, live))
                .forEach(this::delete);
        client.secrets().inNamespace(owner.namespace()).withLabels(labels).list().getItems().stream()
                .filter(live -> backupsToo || !isOfBackups(owner, live))
                .forEach(this::delete);
    }

    /** Whether the caches know it, too: a new resource of the name would take what they still hold for its own. */
    boolean isKnown(Owner owner, boolean backupsToo) {
        return children.of(Secret.class, owner).stream()
                .filter(secret -> backupsToo || !isOfBackups(owner, secret))
                .noneMatch(secret ->
                        Ownership.isData(secret) && secret.getMetadata().getDeletionTimestamp() == null);
    }

    private static boolean isOfBackups(Owner owner, HasMetadata live) {
        String name = live.getMetadata().getName();
        return name.equals(Names.backup(owner)) || name.equals(Names.copy(Names.backup(owner)));
    }

    private void delete(HasMetadata live) {
        if (Ownership.isData(live) && live.getMetadata().getDeletionTimestamp() == null) {
            client.resource(live).lockResourceVersion().delete();
        }
    }
}
