package dev.promptlib.operator.release;

import dev.promptlib.operator.api.Update;
import java.util.List;

/**
 * What a release is to come to: what is wanted, what runs and is gone back to (null at first), and by which rules. One that
 * somebody went back to does not migrate, as data goes forward only.
 */
public record Aim(Release wanted, Release current, Update rules, long nextRevision, boolean migrates) {

    boolean first() {
        return current == null;
    }

    boolean rollsBack() {
        return !first() && rules.rollback() == Update.Rollback.OnFailure;
    }

    boolean knows(String component) {
        return !first() && current.piece(component).isPresent();
    }

    /** Only what changes is judged: a part that fails for reasons of its own must not hold a release up. */
    List<Release.Piece> changed() {
        return wanted.pieces().stream()
                .filter(piece -> first()
                        || current.piece(piece.name())
                                .filter(before -> before.digest().equals(piece.digest()))
                                .isEmpty())
                .toList();
    }

    /** Other programs may do to the data what the earlier ones did not. */
    boolean backsUpFirst() {
        return !first() && migrates && rules.backupFirst() && changed().stream().anyMatch(this::bringsOtherPrograms);
    }

    private boolean bringsOtherPrograms(Release.Piece piece) {
        return current.piece(piece.name())
                .filter(before -> before.runsTheSameAs(piece))
                .isEmpty();
    }

    /** Whose migration has to run, in order. */
    List<Release.Piece> migrating() {
        return wanted.pieces().stream()
                .filter(piece -> migrates && piece.component().migration() != null)
                .filter(piece -> first()
                        || current.piece(piece.name())
                                .filter(before -> before.migrationDigest().equals(piece.migrationDigest()))
                                .isEmpty())
                .toList();
    }
}
