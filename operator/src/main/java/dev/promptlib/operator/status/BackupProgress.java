package dev.promptlib.operator.status;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryBackupStatus.Phase;
import dev.promptlib.operator.observe.JobRun;
import java.time.Instant;
import java.util.Optional;

/** What is said of a request for a backup, given how its Jobs are doing. */
public record BackupProgress(long generation, Instant now) {

    public PromptLibraryBackupStatus waiting(String message) {
        return status(Phase.Pending, message, null, null);
    }

    public PromptLibraryBackupStatus failed(String message) {
        return status(Phase.Failed, message, null, null);
    }

    /** The verification is there when it was asked for and has begun. */
    public PromptLibraryBackupStatus of(JobRun backup, boolean verify, Optional<JobRun> verification) {
        if (backup.state() == JobRun.State.FAILED) {
            return failed(Complaint.of(backup) + "; see the log of Job " + backup.job());
        }
        if (backup.state() == JobRun.State.RUNNING) {
            return status(Phase.Running, "Job " + backup.job() + " makes the backup", null, null);
        }
        String snapshot = RunResult.of(backup).map(RunResult::snapshot).orElse(null);
        String made = "Backup " + snapshot + " is complete";
        if (!verify) {
            return status(Phase.Complete, made, snapshot, null);
        }
        return switch (verification.map(JobRun::state).orElse(JobRun.State.RUNNING)) {
            case RUNNING -> status(Phase.Verifying, made + "; it is being restored and compared", snapshot, null);
            case SUCCEEDED -> status(Phase.Complete, made + " and was restored and compared", snapshot, true);
            case FAILED ->
                status(
                        Phase.Failed,
                        made + ", but its verification failed: "
                                + Complaint.of(verification.get()) + "; see the log of Job "
                                + verification.get().job(),
                        snapshot,
                        false);
        };
    }

    private PromptLibraryBackupStatus status(Phase phase, String message, String snapshot, Boolean verified) {
        boolean ended = phase == Phase.Complete || phase == Phase.Failed;
        return new PromptLibraryBackupStatus(
                generation,
                phase,
                message,
                snapshot,
                verified,
                ended ? now.toString() : null,
                Requests.conditions(phase == Phase.Complete, phase == Phase.Failed, message, generation, now));
    }
}
