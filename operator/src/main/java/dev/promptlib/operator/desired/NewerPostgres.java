package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** What a database needs to move to a newer PostgreSQL. */
public final class NewerPostgres {
    private NewerPostgres() {}

    /** The request for it. */
    public static PromptLibraryRestore request(Owner owner, int version) {
        PromptLibraryRestore request = new PromptLibraryRestore();
        request.setMetadata(owner.child(owner.name() + "-postgres-" + version, Part.RESTORE));
        request.setSpec(PromptLibraryRestoreSpec.newer(owner.name(), version));
        return request;
    }

    /** The volume that the data is brought to. */
    public static PersistentVolumeClaim claim(Input input, int version) {
        return DatabaseObjects.claim(input.onVolumeOf(version));
    }
}
