package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorProcessIT {
    @Test
    void canBeKilledStartedAgainAndEnded() {
        TestCluster cluster = TestCluster.api().withCrds();
        OperatorSettings settings = OperatorSettings.of("process", cluster.kubeconfig(), "default");
        try (OperatorProcess operator = OperatorProcess.start(settings)) {
            assertThat(Metrics.sum(operator.metrics(), "process_uptime_seconds"))
                    .isPositive();
            long first = operator.pid();

            operator.kill();
            assertThat(operator.isAlive()).isFalse();
            assertThat(operator.isReady()).isFalse();

            operator.launch();
            operator.awaitReady();
            assertThat(operator.pid()).isNotEqualTo(first);

            // 0, or 128 + SIGTERM.
            assertThat(operator.end()).isIn(0, 143);
            assertThat(operator.log()).containsOnlyOnce("stopped in");
        }
    }
}
