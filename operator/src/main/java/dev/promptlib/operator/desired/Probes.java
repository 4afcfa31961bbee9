package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** Probes, derived from what a component says about its health. */
final class Probes {
    private static final int PERIOD = 5;
    private static final int TIMEOUT = 3;
    private static final int FAILURES = 3;

    private Probes() {}

    /** Also of a release that was kept when there was no such field. */
    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    /** Ready when the health path answers: it may look at the database. */
    static Probe readiness(Component component) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(component.health().path())
                .withPort(new IntOrString(Ports.FIRST))
                .endHttpGet()
                .withPeriodSeconds(or(component.health().periodSeconds(), PERIOD))
                .withTimeoutSeconds(or(component.health().timeoutSeconds(), TIMEOUT))
                .withFailureThreshold(or(component.health().failures(), FAILURES))
                .build();
    }

    /** Alive as long as the process answers by itself: a database that is away must not restart it. */
    static Probe liveness(Component component) {
        return alive(component).withPeriodSeconds(10).withFailureThreshold(6).build();
    }

    static Probe startup(Component component) {
        return alive(component)
                .withPeriodSeconds(1)
                .withFailureThreshold(component.health().startupSeconds())
                .build();
    }

    private static ProbeBuilder alive(Component component) {
        String path = component.health().livenessPath();
        ProbeBuilder probe =
                new ProbeBuilder().withTimeoutSeconds(or(component.health().timeoutSeconds(), TIMEOUT));
        if (path == null) {
            return probe.withNewTcpSocket()
                    .withPort(new IntOrString(Ports.FIRST))
                    .endTcpSocket();
        }
        return probe.withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(Ports.FIRST))
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
                .withTimeoutSeconds(TIMEOUT)
                .withFailureThreshold(failures)
                .build();
    }
}
