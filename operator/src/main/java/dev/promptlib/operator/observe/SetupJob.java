package dev.promptlib.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Optional;

/** Reads how the database's setup Job is doing. */
public final class SetupJob {
    private SetupJob() {}

    /** Failed comes first: a failed Job has no completion time either. */
    static SetupState state(Job job, List<Pod> pods) {
        if (failed(job).isPresent()) {
            String reason =
                    lastWords(job, pods).orElseGet(() -> failed(job).get().getMessage());
            return new SetupState(SetupState.Progress.FAILED, reason);
        }
        if (condition(job, "Complete").isPresent()) {
            return SetupState.DONE;
        }
        return new SetupState(SetupState.Progress.WAITING, lastWords(job, pods).orElse(""));
    }

    /** The condition that says so, if the Job has failed for good. */
    public static Optional<JobCondition> failed(Job job) {
        return condition(job, "Failed");
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        if (job.getStatus() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(c -> type.equals(c.getType()) && "True".equals(c.getStatus()))
                .findFirst();
    }

    /** What a pod of the Job that failed said at last. */
    private static Optional<String> lastWords(Job job, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(r -> r.getUid().equals(job.getMetadata().getUid())))
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated())
                .filter(end -> end.getExitCode() != 0 && end.getMessage() != null)
                .map(end -> end.getMessage().strip())
                .reduce((first, later) -> later);
    }
}
