package dev.promptlib.operator.restore;

import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.status.Complaint;
import java.util.List;

/**
 * What a restore has to know about the world.
 *
 * @param obstacle why it cannot begin yet, or empty
 * @param hopeless whether that will not pass by itself
 * @param wanted whether the resource asks for it still
 * @param withdrawn whether the request is being deleted
 * @param jobs the Jobs of the step that is being done; empty when it needs none
 * @param stopped whether no pod of a component is left
 * @param ready whether the whole stack is ready
 * @param database whether there is a database to restore
 */
public record Seen(
        String obstacle,
        boolean hopeless,
        boolean wanted,
        boolean withdrawn,
        List<JobRun> jobs,
        boolean stopped,
        boolean ready,
        boolean database) {

    JobRun.State state() {
        if (jobs.stream().anyMatch(run -> run.state() == JobRun.State.FAILED)) {
            return JobRun.State.FAILED;
        }
        return jobs.stream().allMatch(run -> run.state() == JobRun.State.SUCCEEDED)
                ? JobRun.State.SUCCEEDED
                : JobRun.State.RUNNING;
    }

    String complaint() {
        return jobs.stream()
                .filter(run -> run.state() == JobRun.State.FAILED)
                .findFirst()
                .map(Complaint::of)
                .orElse("");
    }
}
