package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Component;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** How often, and with how much patience, a component is asked whether it works. */
class ProbesTest {
    private static Component component(String health) {
        return Serialization.unmarshal("name: app\nimage: a:1\nhealth: " + health, Component.class);
    }

    private static int[] figures(Probe probe) {
        return new int[] {probe.getPeriodSeconds(), probe.getTimeoutSeconds(), probe.getFailureThreshold()};
    }

    @Test
    void lookOftenWhereTheSpecSaysNothing() {
        // As it is kept of a release from before there were such fields.
        Component component = component("{path: /ready, startupSeconds: 60}");
        assertThat(figures(Probes.readiness(component))).containsExactly(5, 3, 3);
        assertThat(figures(Probes.liveness(component))).containsExactly(10, 3, 6);
        assertThat(figures(Probes.startup(component))).containsExactly(1, 3, 60);
    }

    @Test
    void lookAsOftenAsTheSpecSays() {
        Component component = component(
                "{path: /ready, livenessPath: /live, startupSeconds: 60, periodSeconds: 30, timeoutSeconds: 10, failures: 5}");
        assertThat(figures(Probes.readiness(component))).containsExactly(30, 10, 5);
        assertThat(figures(Probes.liveness(component))).as("asked as patiently").containsExactly(10, 10, 6);
        assertThat(figures(Probes.startup(component))).containsExactly(1, 10, 60);
    }
}
