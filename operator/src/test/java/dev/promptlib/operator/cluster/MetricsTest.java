package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void readsPrometheusText() {
        Map<String, Double> series = Metrics.parse(
                """
                # HELP applied_total Objects written
                # TYPE applied_total counter
                applied_total{kind="Service",note="a b}"} 3.0
                applied_total{kind="Secret"} 2
                applied_total_other 9
                up 1.0 1700000000000
                seconds_bucket{le="+Inf"} +Inf
                """);

        assertThat(series).containsEntry("up", 1.0).containsEntry("applied_total{kind=\"Secret\"}", 2.0);
        assertThat(Metrics.sum(series, "applied_total")).isEqualTo(5.0);
        assertThat(Metrics.sum(series, "absent")).isZero();
    }
}
