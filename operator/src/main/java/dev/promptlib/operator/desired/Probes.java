package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** Probes, derived from what a component says about its health. */
final class Probes {
    private static final int PERIOD = 5;

    private Probes() {}

    /** Ready when the health path answers: it may look at the database. */
    static Probe readiness(Component component) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(component.health().path())
                .withPort(new IntOrString("http"))
                .endHttpGet()
                .withPeriodSeconds(PERIOD)
                .withTimeoutSeconds(3)
                .withFailureThreshold(3)
                .build();
    }

    /** Alive as long as the process answers by itself: a database that is away must not restart it. */
    static Probe liveness(Component component) {
        return alive(component)
                .withPeriodSeconds(10)
                .withTimeoutSeconds(3)
                .withFailureThreshold(6)
                .build();
    }

    static Probe startup(Component component) {
        return alive(component)
                .withPeriodSeconds(1)
                .withTimeoutSeconds(3)
                .withFailureThreshold(component.health().startupSeconds())
                .build();
    }

    private static ProbeBuilder alive(Component component) {
        String path = component.health().livenessPath();
        if (path == null) {
            return new ProbeBuilder()
                    .withNewTcpSocket()
                    .withPort(new IntOrString("http"))
                    .endTcpSocket();
        }
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString("http"))
                .endHttpGet();
    }

    static ProbeBuilder exec(String... command) {
        return new ProbeBuilder().withNewExec().withCommand(command).endExec();
    }

    static Probe tcp(String port, int period, int failures) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(port))
                .endTcpSocket()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }
}
