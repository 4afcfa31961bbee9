package dev.promptlib.operator.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupRunTest {
    private static Pod pod(String name, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    @Test
    void readsThePodThatSucceededAndNoneThatFailedBefore() {
        assertThat(BackupRun.succeeded(List.of(pod("a", "Failed"), pod("b", "Succeeded"))))
                .hasValueSatisfying(
                        found -> assertThat(found.getMetadata().getName()).isEqualTo("b"));
        assertThat(BackupRun.succeeded(List.of(pod("a", "Failed")))).isEmpty();
    }
}
