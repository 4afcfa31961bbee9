package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;

/** Who may reach the components, and what they may reach, besides what the stack itself needs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkRules(
        @JsonPropertyDescription("Whether NetworkPolicies are made. Default: not in the development profile.")
                Boolean enabled,
        @JsonPropertyDescription(
                        "Who may reach the components' ports, as in a NetworkPolicy. Default: anyone when"
                                + " exposure is set (an ingress controller can be anywhere), else only the resource's own pods.")
                @Size(max = 32) List<NetworkPolicyPeer> allowFrom,
        @JsonPropertyDescription("What the components may reach besides the stack and DNS, as the egress rules of a"
                        + " NetworkPolicy. Default: nothing.")
                @Size(max = 32) List<NetworkPolicyEgressRule> allowTo) {}
