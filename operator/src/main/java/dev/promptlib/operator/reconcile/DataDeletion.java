package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.Ownership;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** Deletes the data of a resource that is deleted and says so. Reads it live: a cache's word is not enough. */
final class DataDeletion {
    private final KubernetesClient client;

    DataDeletion(KubernetesClient client) {
        this.client = client;
    }

    /** With or without the backups and the password that they are read with. */
    void delete(Owner owner, boolean backupsToo) {
        Map<String, String> labels = Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, owner.name());
        client.persistentVolumeClaims().inNamespace(owner.namespace()).withLabels(labels).list().getItems().stream()
                .filter(live -> backupsToo || !isOfBackups(owner, live))
                .forEach(this::delete);
        client.secrets().inNamespace(owner.namespace()).withLabels(labels).list().getItems().stream()
                .filter(live -> backupsToo || !isOfBackups(owner, live))
                .forEach(this::delete);
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
