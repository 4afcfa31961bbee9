package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;

/** Where pods run and what they carry, as in a pod. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodSettings(
        @JsonPropertyDescription("Labels that a node must have.") Map<String, String> nodeSelector,
        @JsonPropertyDescription("Taints that the pods tolerate, as in a pod.") @Size(max = 32) List<Toleration> tolerations,
        @JsonPropertyDescription("Affinity rules, as in a pod.") Affinity affinity,
        @JsonPropertyDescription("How pods spread over nodes and zones, as in a pod. Default: evenly over nodes, where"
                        + " possible.")
                @Size(max = 8) List<TopologySpreadConstraint> topologySpreadConstraints,
        @JsonPropertyDescription("The priority class.") @Size(max = 253) String priorityClassName,
        @JsonPropertyDescription("More annotations of the pods.") Map<String, String> annotations,
        @JsonPropertyDescription("More labels of the pods; those of the operator win.") Map<String, String> labels,
        @JsonPropertyDescription(
                        "A service account of your own, for example with a cloud role. Default: one without any"
                                + " rights is made.")
                @Size(max = 253) String serviceAccountName,
        @JsonPropertyDescription("The user id that the container runs as. Default: the image's, which must be a number"
                        + " other than 0.")
                @Min(1) @Max(2147483647) Long runAsUser,
        @JsonPropertyDescription("The group id that the container runs as, which also owns the volumes. Default: that"
                        + " of runAsUser.")
                @Min(1) @Max(2147483647) Long runAsGroup) {}
