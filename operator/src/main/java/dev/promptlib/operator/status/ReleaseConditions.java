package dev.promptlib.operator.status;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Failure;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import java.util.Optional;

/** What is said of releases. */
final class ReleaseConditions {
    private static final String WAITS = "The migration of an earlier release has to end before the next one starts";
    private final Round round;
    private final ReleaseStatus release;

    ReleaseConditions(Round round) {
        this.round = round;
        this.release = round.release();
    }

    /** Something replaces what runs, or is about to. */
    boolean inFlight() {
        return release != null && (release.target() != null || release.phase() == Phase.RollingBack);
    }

    boolean failed() {
        return release != null && release.failed() != null;
    }

    private boolean first() {
        return release.current() == null;
    }

    Optional<Verdict> migration() {
        if (release == null) {
            return Optional.empty();
        }
        if (failed() && release.failed().reason() == Reason.MigrationFailed) {
            return Optional.of(Verdict.notYet(Reason.MigrationFailed, sentence(release.failed())));
        }
        boolean wanted = round.input().spec().components().stream().anyMatch(c -> c.migration() != null);
        if (release.phase() == Phase.Migrating) {
            return Optional.of(moving(
                    Reason.Migrating,
                    release.component() == null ? WAITS : "Component " + release.component() + " is being migrated"));
        }
        if (wanted && first() && (release.phase() == Phase.Pending || release.phase() == Phase.SafetyBackup)) {
            return Optional.of(
                    Verdict.notYet(Reason.Migrating, "The migration starts when the database and the cache are ready"));
        }
        return wanted ? Optional.of(Verdict.ready("All migrations of the release are done")) : Optional.empty();
    }

    Optional<Verdict> rolledBack() {
        if (failed() && release.phase() != Phase.Failed) {
            boolean back = release.phase() == Phase.RolledBack;
            return Optional.of(new Verdict(
                    Condition.Status.True, back ? Reason.RolledBack : Reason.RollingBack, outcome(), false));
        }
        return Optional.ofNullable(release)
                .map(ReleaseStatus::requested)
                .filter(requested -> Boolean.TRUE.equals(requested.inForce()))
                .map(requested -> new Verdict(
                        Condition.Status.True,
                        Reason.Requested,
                        "What was release " + requested.revision()
                                + " runs because the annotation promptlib.dev/rollback-to asks for it: remove the"
                                + " annotation, or change the spec, to go on",
                        false));
    }

    /** A release that failed is a matter for people; what runs may be as well as ever. */
    Verdict failure(boolean serves) {
        Reason reason =
                switch (release.phase()) {
                    case RolledBack -> Reason.RolledBack;
                    case RollingBack -> Reason.RollingBack;
                    default -> Reason.ReleaseFailed;
                };
        return new Verdict(serves ? Condition.Status.Unknown : Condition.Status.False, reason, outcome(), true);
    }

    private String outcome() {
        Failure failure = release.failed();
        String what = sentence(failure);
        String then =
                switch (release.phase()) {
                    case RolledBack -> "Release " + release.current().revision() + " runs again";
                    case RollingBack -> "Release " + release.current().revision() + " is being put back";
                    default ->
                        first()
                                ? "There is no earlier release to go back to"
                                : "Nothing is put back, as spec.update.rollback says";
                };
        String data = failure.safetyBackup() == null
                ? ""
                : ". Data is never rolled back by itself: the backup " + failure.safetyBackup()
                        + " was taken before the release, and a PromptLibraryRestore of it brings its data back";
        return what + ". " + then + "; the release is not tried again until the spec changes: correct it" + data;
    }

    private static String sentence(Failure failure) {
        return "Release " + failure.revision() + " failed while " + doing(failure.phase()) + ": " + failure.message();
    }

    private static String doing(Phase phase) {
        return switch (phase) {
            case SafetyBackup -> "its data was backed up";
            case Migrating -> "it migrated";
            case Rolling -> "it was rolled out";
            case Settling -> "it settled";
            default -> "it was prepared";
        };
    }

    /** How far a release on its way is, where nothing else is in the way. */
    Verdict progress() {
        if (release.phase() == Phase.RollingBack) {
            return moving(Reason.RollingBack, "Release " + release.current().revision() + " is being put back");
        }
        String name = "Release " + release.target().revision();
        return switch (release.phase()) {
            case Pending -> moving(Reason.WaitingForDatabase, name + " waits until database and cache can be used");
            case SafetyBackup -> moving(Reason.RollingOut, name + " waits for its safety backup");
            case Migrating ->
                moving(
                        Reason.Migrating,
                        release.component() == null ? WAITS : name + " migrates component " + release.component());
            case Settling ->
                moving(
                        Reason.Settling,
                        name + " is rolled out, and has to stay ready for "
                                + round.input().spec().update().settleSeconds() + " s");
            default ->
                moving(
                        Reason.RollingOut,
                        name + " is being rolled out"
                                + (release.component() == null ? "" : ": component " + release.component()));
        };
    }

    private Verdict moving(Reason reason, String message) {
        return first() ? Verdict.notYet(reason, message) : Verdict.serving(reason, message);
    }
}
