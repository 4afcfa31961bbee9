package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Collection;
import java.util.List;

/** What network policies let through. */
record Flows(Owner owner) {

    /** In, from the pods of these parts. */
    NetworkPolicyIngressRule from(List<Part> parts, int port) {
        return from(parts, List.of(port));
    }

    NetworkPolicyIngressRule from(List<Part> parts, Collection<Integer> ports) {
        NetworkPolicyIngressRuleBuilder rule = new NetworkPolicyIngressRuleBuilder().withPorts(ports(ports));
        parts.forEach(part -> rule.addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endPodSelector()
                .endFrom());
        return rule.build();
    }

    /** Out, to the pods of a part. */
    NetworkPolicyEgressRule to(Part part, int port) {
        return to(part, List.of(port));
    }

    NetworkPolicyEgressRule to(Part part, Collection<Integer> ports) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(owner, part))
                .endPodSelector()
                .endTo()
                .withPorts(ports(ports))
                .build();
    }

    /** An external server is known by a name that may change its address, so only the port can be held fast. */
    static NetworkPolicyEgressRule toPort(String port) {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port(Integer.parseInt(port)))
                .build();
    }

    /** A cluster's DNS may be pods or an address of the node, so only the port can be held fast. */
    static NetworkPolicyEgressRule dns() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(
                        port(53),
                        new NetworkPolicyPortBuilder()
                                .withProtocol("UDP")
                                .withPort(new IntOrString(53))
                                .build())
                .build();
    }

    static List<NetworkPolicyPort> ports(Collection<Integer> ports) {
        return ports.stream().map(Flows::port).toList();
    }

    static NetworkPolicyPort port(int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .build();
    }
}
