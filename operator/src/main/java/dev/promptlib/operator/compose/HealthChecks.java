package dev.promptlib.operator.compose;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Health checks as the readiness probes have them. */
final class HealthChecks {
    private HealthChecks() {}

    static Service.HealthCheck of(Container container, Collection<String> secretFiles) {
        Probe ready = container.getReadinessProbe();
        if (ready == null) {
            return null;
        }
        Probe start = container.getStartupProbe();
        return new Service.HealthCheck(
                Stream.concat(Stream.of("CMD"), test(ready, container, secretFiles).stream())
                        .toList(),
                ready.getPeriodSeconds() + "s",
                ready.getTimeoutSeconds() + "s",
                ready.getFailureThreshold(),
                start == null ? null : start.getPeriodSeconds() * start.getFailureThreshold() + "s");
    }

    /** That a port takes connections. */
    static Service.HealthCheck tcp(int port) {
        List<String> test = new ArrayList<>(List.of("CMD"));
        test.addAll(Tools.connect(port));
        return new Service.HealthCheck(test, "5s", "3s", 3, "30s");
    }

    private static List<String> test(Probe probe, Container container, Collection<String> secretFiles) {
        if (probe.getExec() != null) {
            return Literal.of(SecretFiles.readIn(probe.getExec().getCommand(), secretFiles));
        }
        if (probe.getHttpGet() != null) {
            return Literal.of(Tools.get(
                    port(container, probe.getHttpGet().getPort()),
                    probe.getHttpGet().getPath(),
                    probe.getTimeoutSeconds()));
        }
        return Tools.connect(port(container, probe.getTcpSocket().getPort()));
    }

    private static int port(Container container, IntOrString port) {
        return container.getPorts().stream()
                .filter(each -> Objects.equals(each.getName(), port.getStrVal()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseGet(port::getIntVal);
    }
}
