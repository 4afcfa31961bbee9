package dev.promptlib.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a Job ended, or that it has not, and what its pods said at last. */
public record JobRun(String job, State state, String finished, String message, Cause cause) {
    /** Exit codes above are signals'. */
    private static final int SIGNALS = 128;

    /** Failed comes first: a failed Job has no completion time either. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /** Why one failed: for a reason that its pods tell, or because it was ended. */
    public enum Cause {
        ITSELF,
        DEADLINE,
        PODS_GONE
    }

    public JobRun(String job, State state, String finished, String message) {
        this(job, state, finished, message, Cause.ITSELF);
    }

    public static JobRun of(Job job, List<Pod> pods) {
        String name = job.getMetadata().getName();
        Optional<JobCondition> failed = condition(job, "Failed");
        if (failed.isPresent()) {
            Optional<String> words = lastWords(job, pods, false);
            return new JobRun(
                    name,
                    State.FAILED,
                    failed.get().getLastTransitionTime(),
                    words.orElseGet(() -> String.valueOf(failed.get().getMessage())),
                    cause(failed.get(), words));
        }
        if (condition(job, "Complete").isPresent()) {
            return new JobRun(
                    name,
                    State.SUCCEEDED,
                    job.getStatus().getCompletionTime(),
                    lastWords(job, pods, true).orElse(""));
        }
        return new JobRun(name, State.RUNNING, "", lastWords(job, pods, false).orElse(""));
    }

    private static Cause cause(JobCondition failed, Optional<String> words) {
        if ("DeadlineExceeded".equals(failed.getReason())) {
            return Cause.DEADLINE;
        }
        return words.isPresent() ? Cause.ITSELF : Cause.PODS_GONE;
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        if (job.getStatus() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(c -> type.equals(c.getType()) && "True".equals(c.getStatus()))
                .findFirst();
    }

    /** The message with which the newest pod succeeded, or with which a container of it failed. */
    private static Optional<String> lastWords(Job job, List<Pod> pods, boolean succeeded) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(r -> r.getUid().equals(job.getMetadata().getUid())))
                .filter(pod -> pod.getStatus() != null)
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .flatMap(pod -> ended(pod, succeeded))
                .map(JobRun::words)
                .findFirst();
    }

    private static String words(ContainerStateTerminated end) {
        String said = end.getMessage().strip();
        return end.getExitCode() <= SIGNALS
                ? said
                : said + "; there it was killed: " + end.getReason() + ", exit code " + end.getExitCode();
    }

    private static Stream<ContainerStateTerminated> ended(Pod pod, boolean succeeded) {
        Stream<ContainerStatus> main = pod.getStatus().getContainerStatuses().stream();
        Stream<ContainerStatus> all =
                succeeded ? main : Stream.concat(pod.getStatus().getInitContainerStatuses().stream(), main);
        return all.map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated())
                .filter(end -> (end.getExitCode() == 0) == succeeded && end.getMessage() != null);
    }
}
