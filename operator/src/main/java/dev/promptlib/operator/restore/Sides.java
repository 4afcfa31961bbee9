package dev.promptlib.operator.restore;

import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Kept;
import java.time.Instant;

/**
 * The two that change places: databases of one server, or volumes with a server each.
 *
 * @param restored what takes the place; null for an undo, which puts in place what another request keeps
 * @param replaced what gives way
 */
public record Sides(boolean volumes, String restored, String replaced) {

    Kept keptReplaced(Instant until) {
        return kept(replaced, until);
    }

    /** After the components have written to it. */
    Kept keptRestored(Instant until) {
        return restored == null ? null : kept(restored, until);
    }

    private Kept kept(String name, Instant until) {
        return volumes ? new Kept(null, name, until.toString()) : new Kept(name, null, until.toString());
    }
}
