package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import org.junit.jupiter.api.Test;

class StatusFilterTest {
    private static final HorizontalPodAutoscaler SCALER = new HorizontalPodAutoscalerBuilder()
            .withNewMetadata()
            .withName("shop-app")
            .withResourceVersion("7")
            .endMetadata()
            .withNewSpec()
            .withMaxReplicas(4)
            .endSpec()
            .build();
    private final StatusFilter<HorizontalPodAutoscaler> filter = new StatusFilter<>();

    @Test
    void holdsTheStatusBack() {
        var scaled = SCALER.edit()
                .editMetadata()
                .withResourceVersion("8")
                .endMetadata()
                .withNewStatus()
                .withCurrentReplicas(3)
                .endStatus()
                .build();
        assertThat(filter.accept(scaled, SCALER)).isFalse();
    }

    /** An autoscaler has no generation that would count such changes. */
    @Test
    void letsAChangeOfTheSpecThrough() {
        var changed = SCALER.edit().editSpec().withMaxReplicas(9).endSpec().build();
        assertThat(filter.accept(changed, SCALER)).isTrue();
    }

    @Test
    void letsAChangeOfALabelThrough() {
        var changed = SCALER.edit()
                .editMetadata()
                .addToLabels("app.kubernetes.io/managed-by", "nobody")
                .endMetadata()
                .build();
        assertThat(filter.accept(changed, SCALER)).isTrue();
    }
}
