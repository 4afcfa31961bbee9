package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Services: how the parts of a stack find each other. */
final class Services {
    private Services() {}

    static Service service(Owner owner, String name, Part part, String portName, int port) {
        return new ServiceBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withSelector(Labels.selector(owner, part))
                .addNewPort()
                .withName(portName)
                .withPort(port)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(portName))
                .endPort()
                .endSpec()
                .build();
    }
}
