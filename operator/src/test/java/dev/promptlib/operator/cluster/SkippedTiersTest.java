package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkippedTiersTest {
    @Test
    void saysWhichTestsWereSkippedWhyAndWhatToDo() {
        assertThat(SkippedTiers.block(Tier.E2E, List.of("no Docker daemon answers", "not root")))
                .contains("every *E2E test was skipped")
                .contains("no Docker daemon answers", "not root")
                .contains("PROMPTLIB_TEST_KUBECONFIG", "start Docker", "localkube/README.md");
    }
}
