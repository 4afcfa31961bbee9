package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Map;

/** Services: how the parts of a stack find each other. */
final class Services {
    private Services() {}

    static Service service(Owner owner, String name, Part part, String portName, int port) {
        return service(owner, name, part, Map.of(portName, port));
    }

    /** With ports by their names. */
    static Service service(Owner owner, String name, Part part, Map<String, Integer> ports) {
        List<ServicePort> all = ports.entrySet().stream()
                .map(port -> new ServicePortBuilder()
                        .withName(port.getKey())
                        .withPort(port.getValue())
                        .withProtocol("TCP")
                        .withTargetPort(new IntOrString(port.getKey()))
                        .build())
                .toList();
        return new ServiceBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withSelector(Labels.selector(owner, part))
                .withPorts(all)
                .endSpec()
                .build();
    }
}
