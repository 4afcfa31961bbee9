package dev.promptlib.operator.status;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.observe.JobRun;
import java.util.Optional;

/** Adds what Jobs have found out to what is known: results outlive the Jobs. */
final class BackupStatuses {
    private BackupStatuses() {}

    static BackupStatus of(Round round) {
        if (!round.input().backsUp()) {
            return null;
        }
        BackupStatus known = Optional.ofNullable(round.previous())
                .map(status -> status.backup())
                .orElse(BackupStatus.NOTHING);
        for (JobRun run : round.observation().backups()) {
            known = withBackup(known, run);
        }
        for (JobRun run : round.observation().verifications()) {
            known = withVerification(known, run);
        }
        return known;
    }

    private static BackupStatus withBackup(BackupStatus known, JobRun run) {
        if (run.state() == JobRun.State.FAILED) {
            BackupStatus.Failed failed = newer(known.lastFailure(), run);
            return new BackupStatus(known.last(), failed, known.verified(), known.lastVerificationFailure());
        }
        Optional<RunResult> result = RunResult.of(run);
        boolean later = known.last() == null || known.last().finished().compareTo(run.finished()) < 0;
        if (result.isEmpty() || !later) {
            return known;
        }
        RunResult said = result.get();
        BackupStatus.Backed last = new BackupStatus.Backed(
                said.snapshot(),
                run.finished(),
                said.origin(),
                said.seconds(),
                said.bytes(),
                said.added(),
                said.tables(),
                said.rows(),
                said.repository());
        return new BackupStatus(last, known.lastFailure(), known.verified(), known.lastVerificationFailure());
    }

    private static BackupStatus withVerification(BackupStatus known, JobRun run) {
        if (run.state() == JobRun.State.FAILED) {
            BackupStatus.Failed failed = newer(known.lastVerificationFailure(), run);
            return new BackupStatus(known.last(), known.lastFailure(), known.verified(), failed);
        }
        Optional<RunResult> result = RunResult.of(run);
        boolean later = known.verified() == null || known.verified().finished().compareTo(run.finished()) < 0;
        if (result.isEmpty() || !later) {
            return known;
        }
        RunResult said = result.get();
        BackupStatus.Proved proved = new BackupStatus.Proved(
                said.snapshot(), said.taken(), run.finished(), said.seconds(), said.tables(), said.rows());
        return new BackupStatus(known.last(), known.lastFailure(), proved, known.lastVerificationFailure());
    }

    private static BackupStatus.Failed newer(BackupStatus.Failed known, JobRun run) {
        return known != null && known.finished().compareTo(run.finished()) >= 0
                ? known
                : new BackupStatus.Failed(run.job(), run.finished(), Complaint.of(run));
    }
}
