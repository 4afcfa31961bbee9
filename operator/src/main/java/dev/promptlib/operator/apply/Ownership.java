package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;

/** Whose an object is. */
public enum Ownership {
    /** This resource's. */
    OURS,
    /** Left by an earlier resource of the same name, on its way out. */
    LEAVING,
    /** Somebody else's. */
    FOREIGN;

    public static Ownership of(HasMetadata live, Owner owner) {
        ObjectMeta metadata = live.getMetadata();
        for (OwnerReference reference : metadata.getOwnerReferences()) {
            if (reference.getUid().equals(owner.uid())) {
                return metadata.getDeletionTimestamp() == null ? OURS : LEAVING;
            }
            if (Boolean.TRUE.equals(reference.getController())) {
                return reference.getKind().equals("PromptLibrary")
                                && reference.getName().equals(owner.name())
                        ? LEAVING
                        : FOREIGN;
            }
        }
        if (!labelled(metadata, owner)) {
            return FOREIGN;
        }
        return metadata.getDeletionTimestamp() == null ? OURS : LEAVING;
    }

    private static boolean labelled(ObjectMeta metadata, Owner owner) {
        return metadata.getLabels() != null
                && Labels.MANAGER.equals(metadata.getLabels().get(Labels.MANAGED_BY))
                && owner.name().equals(metadata.getLabels().get(Labels.INSTANCE));
    }

    /** Whether the garbage collector takes it when the resource is gone. */
    public static boolean goesWith(HasMetadata live, Owner owner) {
        return live.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.uid()) && Boolean.TRUE.equals(reference.getController()));
    }

    /** Data has no owner, so that no garbage collector takes it. */
    public static boolean isData(HasMetadata live) {
        return live.getMetadata().getOwnerReferences().isEmpty();
    }
}
