package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.Storage;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/**
 * Checks sizes against the volumes that are there. The API server cannot: it knows what was asked for last, which a storage class
 * may have refused, and then there must be a way back.
 */
final class VolumeValidation {
    private final PresentVolumes present;
    private final List<Problem> problems;

    private VolumeValidation(PresentVolumes present, List<Problem> problems) {
        this.present = present;
        this.problems = problems;
    }

    static void check(Input input, List<Problem> problems) {
        VolumeValidation validation = new VolumeValidation(input.volumes(), problems);
        PromptLibrarySpec spec = input.spec();
        Owner owner = input.owner();
        if (input.embedsDatabase()) {
            validation.size(
                    "spec.database.storage.size",
                    input.volumes().databaseClaim(owner),
                    spec.database().storage().size());
            validation.postgres(input);
        }
        if (input.embedsCache() && spec.cache().persistence() != null) {
            validation.size(
                    "spec.cache.persistence.size",
                    Names.cache(owner),
                    spec.cache().persistence().size());
        }
        if (input.backsUp() && spec.backup().repository().volume() != null) {
            validation.size(
                    "spec.backup.repository.volume.size",
                    Names.backup(owner),
                    spec.backup().repository().volume().size());
        }
        for (int i = 0; i < spec.components().size(); i++) {
            Component component = spec.components().get(i);
            for (int j = 0; j < component.storage().size(); j++) {
                Storage storage = component.storage().get(j);
                validation.size(
                        "spec.components[" + i + "].storage[" + j + "].size",
                        Names.storage(owner, component, storage),
                        storage.size());
            }
        }
    }

    private void postgres(Input input) {
        DatabaseVolume volume = present.database();
        int wanted = PostgresVersion.wanted(input.asked().database(), volume);
        if (volume == null || volume.version() == wanted) {
            return;
        }
        String path =
                input.asked().database() != null && input.asked().database().image() != null
                        ? "spec.database.image"
                        : "spec.database.version";
        // Such a server ends at once, again and again, and nothing is left that answers.
        String why = "PostgreSQL " + wanted + " cannot open the data in the volume " + volume.claim() + ", which "
                + volume.version() + " made: ";
        if (volume.version() > wanted) {
            problems.add(new Problem(
                    path,
                    Reason.InvalidSpec,
                    why + "use version " + volume.version() + "; to go back to " + wanted
                            + " make a new resource of that version and restore a backup into it that it made"));
        } else if (!input.backsUp()) {
            problems.add(new Problem(
                    path,
                    Reason.InvalidSpec,
                    why + "it is brought along by a backup, so set spec.backup.enabled, or use version "
                            + volume.version()));
        }
    }

    private void size(String path, String claim, String wanted) {
        present.of(claim)
                .map(PresentVolumes.Size::least)
                .filter(least -> isLess(wanted, least))
                .ifPresent(least -> {
                    String message = "a volume cannot shrink, and " + claim + " has " + least + " already: set " + least
                            + " or more; to move to a smaller volume make a new one under another name and copy the data";
                    problems.add(new Problem(path, Reason.InvalidSpec, message));
                });
    }

    static boolean isLess(String one, String other) {
        return new Quantity(one).getNumericalAmount().compareTo(new Quantity(other).getNumericalAmount()) < 0;
    }
}
