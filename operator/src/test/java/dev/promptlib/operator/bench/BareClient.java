package dev.promptlib.operator.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** The bound: the same objects in the same order, and nothing else. */
record BareClient(KubernetesClient client) {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("promptlib-operator")
            .withForce(true)
            .build();

    void make(Stack stack) {
        var created = client.resource(stack.resource()).create();
        stack.children(created.getMetadata().getUid())
                .forEach(child -> client.resource(child).patch(APPLY));
    }
}
