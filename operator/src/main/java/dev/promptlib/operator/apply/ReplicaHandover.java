package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/**
 * Leaves a Deployment's replicas to its autoscaler. A field that its last owner leaves out falls back to its default: a
 * Deployment of ten pods would have one until the autoscaler looks again. So another owner holds the number first.
 */
final class ReplicaHandover {
    private static final PatchContext HOLD = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER + "-handover")
            .withForce(true)
            .build();

    private final KubernetesClient client;

    ReplicaHandover(KubernetesClient client) {
        this.client = client;
    }

    void beforeApplying(HasMetadata desired, HasMetadata live) {
        if (desired instanceof Deployment wanted
                && live instanceof Deployment current
                && wanted.getSpec().getReplicas() == null
                && ownsReplicas(current)) {
            client.resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withName(current.getMetadata().getName())
                            .withNamespace(current.getMetadata().getNamespace())
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(current.getSpec().getReplicas())
                            .endSpec()
                            .build())
                    .patch(HOLD);
        }
    }

    private static boolean ownsReplicas(Deployment live) {
        return live.getMetadata().getManagedFields().stream()
                .filter(entry -> Labels.MANAGER.equals(entry.getManager()) && entry.getSubresource() == null)
                .map(ManagedFieldsEntry::getFieldsV1)
                .map(fields ->
                        fields == null ? null : fields.getAdditionalProperties().get("f:spec"))
                .anyMatch(spec -> spec instanceof Map<?, ?> map && map.containsKey("f:replicas"));
    }
}
