package dev.promptlib.operator.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;

/** Reads how the database's setup Job is doing. */
final class SetupJob {
    private SetupJob() {}

    static SetupState state(Job job, List<Pod> pods) {
        JobRun run = JobRun.of(job, pods);
        return switch (run.state()) {
            case FAILED -> new SetupState(SetupState.Progress.FAILED, run.message());
            case SUCCEEDED -> SetupState.DONE;
            case RUNNING -> new SetupState(SetupState.Progress.WAITING, run.message());
        };
    }
}
