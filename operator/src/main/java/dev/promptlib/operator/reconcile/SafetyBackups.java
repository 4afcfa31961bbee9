package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.RequestedJobs;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.release.SafetyBackup;
import dev.promptlib.operator.status.Complaint;
import dev.promptlib.operator.status.RunResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Optional;

/** The backups before releases: each is one run of what the schedule runs. */
final class SafetyBackups {
    private final Children children;

    SafetyBackups(Children children) {
        this.children = children;
    }

    /** How the one before this release is doing. */
    SafetyBackup before(Owner owner, long revision) {
        return children.own(Job.class, owner, Names.safetyBackup(owner, revision))
                .map(job -> JobRun.of(job, children.of(Pod.class, owner)))
                .map(SafetyBackups::result)
                .orElse(SafetyBackup.NONE);
    }

    private static SafetyBackup result(JobRun run) {
        return switch (run.state()) {
            case RUNNING -> new SafetyBackup(SafetyBackup.State.RUNNING, null);
            case SUCCEEDED ->
                new SafetyBackup(
                        SafetyBackup.State.DONE,
                        RunResult.of(run).map(RunResult::snapshot).orElse(run.job()));
            case FAILED -> new SafetyBackup(SafetyBackup.State.FAILED, Complaint.of(run));
        };
    }

    /** The Job that makes it, as soon as there is a schedule to take it from. */
    Optional<Job> job(Owner owner, long revision) {
        return children.get(CronJob.class, owner, Names.backup(owner))
                .map(schedule -> RequestedJobs.from(
                        schedule, owner, Names.safetyBackup(owner, revision), Map.of("ORIGIN", "safety")));
    }
}
