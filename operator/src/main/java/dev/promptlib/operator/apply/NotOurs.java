package dev.promptlib.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** An object of a name that we need is somebody else's, or is on its way out. */
public final class NotOurs extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Ownership ownership;

    private NotOurs(String message, Ownership ownership) {
        super(message);
        this.ownership = ownership;
    }

    static NotOurs of(HasMetadata object, Ownership ownership) {
        String name = object.getKind() + " " + object.getMetadata().getName();
        return new NotOurs(
                ownership == Ownership.FOREIGN
                        ? name
                                + " exists already and does not belong to this resource: delete or rename it, or give this"
                                + " resource another name"
                        : name + " of an earlier resource is still being deleted; its place is taken when it is gone",
                ownership);
    }

    public Ownership ownership() {
        return ownership;
    }
}
