package dev.promptlib.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.observe.JobRun;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintTest {
    private static Job failed(String reason) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("nightly")
                .withUid("1")
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withReason(reason)
                .withMessage("Job failed")
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod ended(int exitCode, String reason, String message) {
        return new PodBuilder()
                .withNewMetadata()
                .withCreationTimestamp("2026-03-02T03:00:00Z")
                .addNewOwnerReference()
                .withUid("1")
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static String of(Job job, Pod... pods) {
        return Complaint.of(JobRun.of(job, List.of(pods)));
    }

    @Test
    void isTheLastLineOfWhatThePodSaid() {
        assertThat(of(failed("BackoffLimitExceeded"), ended(1, "Error", "a line\nthe reason\n")))
                .isEqualTo("the reason");
    }

    @Test
    void saysThatTheContainerWasKilled() {
        assertThat(of(
                        failed("BackoffLimitExceeded"),
                        ended(137, "OOMKilled", "a line\n03:00:07 dumping the database\n")))
                .isEqualTo("03:00:07 dumping the database; there it was killed: OOMKilled, exit code 137");
    }

    @Test
    void helpsWhereThePodsAreGone() {
        assertThat(of(failed("BackoffLimitExceeded"))).contains("its pods were taken away", "make a new request");
    }

    @Test
    void namesTheDeadlineWhateverThePodSaid() {
        assertThat(of(failed("DeadlineExceeded"), ended(137, "Error", "03:00:07 dumping the database")))
                .contains("spec.backup.deadlineSeconds");
    }
}
