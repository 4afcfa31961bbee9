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
 * Keeps a Deployment's pods when an autoscaler takes over: an apply that no longer names the replicas gives the field up, and the
 * API server puts its default of one in the place of a field that nobody owns.
 */
final class ReplicasHandover {
    private static final PatchContext AS_ANOTHER = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER + "-handover")
            .withForce(true)
            .build();

    private ReplicasHandover() {}

    /** Whether an object's replicas are an autoscaler's business. */
    static boolean gives(HasMetadata desired) {
        return desired instanceof Deployment wanted && wanted.getSpec().getReplicas() == null;
    }

    /** Before the apply that gives the field up. An autoscaler leaves a Deployment alone that is to have no pods. */
    static void prepare(KubernetesClient client, HasMetadata desired, HasMetadata atFirst, HasMetadata live) {
        if (gives(desired)
                && atFirst instanceof Deployment beginning
                && live instanceof Deployment running
                && running.getMetadata().getManagedFields().stream().anyMatch(ReplicasHandover::ownsReplicas)) {
            Integer replicas = running.getSpec().getReplicas();
            client.resource(new DeploymentBuilder()
                            .withNewMetadata()
                            .withName(running.getMetadata().getName())
                            .withNamespace(running.getMetadata().getNamespace())
                            .withUid(running.getMetadata().getUid())
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(replicas == 0 ? beginning.getSpec().getReplicas() : replicas)
                            .endSpec()
                            .build())
                    .patch(AS_ANOTHER);
        }
    }

    private static boolean ownsReplicas(ManagedFieldsEntry entry) {
        return Labels.MANAGER.equals(entry.getManager())
                && "Apply".equals(entry.getOperation())
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:replicas");
    }
}
