package dev.promptlib.operator.status;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;

/** What is said of the backups. They do not decide whether the application is ready. */
final class BackupConditions {
    private final BackupStatus backup;

    BackupConditions(BackupStatus backup) {
        this.backup = backup;
    }

    Verdict succeeded() {
        BackupStatus.Backed last = backup.last();
        BackupStatus.Failed failure = backup.lastFailure();
        if (failure != null && (last == null || last.finished().compareTo(failure.finished()) < 0)) {
            String good = last == null ? "There is no backup yet" : "The last good one is " + name(last);
            return Verdict.notYet(
                    Reason.BackupFailed,
                    "The backup of " + failure.finished() + " failed: " + failure.message() + ". " + good
                            + "; see the log of Job " + failure.job());
        }
        if (last == null) {
            return new Verdict(
                    Condition.Status.Unknown,
                    Reason.NoBackupYet,
                    "No backup has been made yet; make a PromptLibraryBackup to have one now",
                    false);
        }
        return new Verdict(
                Condition.Status.True,
                Reason.BackupComplete,
                "The newest backup is " + name(last) + ": " + last.tables() + " tables, " + last.rows() + " rows",
                false);
    }

    private static String name(BackupStatus.Backed backed) {
        return backed.snapshot() + " of " + backed.finished();
    }

    Verdict verified() {
        BackupStatus.Proved proved = backup.verified();
        BackupStatus.Failed failure = backup.lastVerificationFailure();
        if (failure != null && (proved == null || proved.finished().compareTo(failure.finished()) < 0)) {
            return Verdict.notYet(
                    Reason.VerificationFailed,
                    "The verification of " + failure.finished() + " failed: " + failure.message()
                            + ". Make a new backup and look after the repository; see the log of Job "
                            + failure.job());
        }
        if (proved == null) {
            return new Verdict(
                    Condition.Status.Unknown,
                    Reason.NotVerifiedYet,
                    "No backup has been restored and compared yet",
                    false);
        }
        return new Verdict(
                Condition.Status.True,
                Reason.Verified,
                "Backup " + proved.snapshot() + " of " + proved.taken() + " was restored and compared on "
                        + proved.finished() + ": " + proved.tables() + " tables, " + proved.rows() + " rows",
                false);
    }
}
