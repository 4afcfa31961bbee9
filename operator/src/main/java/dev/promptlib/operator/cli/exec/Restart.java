package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.observe.PartState;
import dev.promptlib.operator.observe.Workloads;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Replaces the pods of a part, in the way of `kubectl rollout restart`: an annotation on the pod template. It is nobody's but ours,
 * so the operator, which keeps its own fields as it wants them, leaves it where it is.
 */
public record Restart(Target target, String part) {
    private static final String ANNOTATION = "kubectl.kubernetes.io/restartedAt";

    public void begin() {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String patch =
                "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"" + ANNOTATION + "\":\"" + now + "\"}}}}}";
        target.client()
                .resource(workload())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("promptlib")
                                .build(),
                        patch);
    }

    public PartState state() {
        HasMetadata workload = workload();
        return workload instanceof Deployment deployment
                ? Workloads.of(deployment)
                : Workloads.of((StatefulSet) workload);
    }

    private HasMetadata workload() {
        String name = target.name() + "-" + part;
        HasMetadata deployment = target.client()
                .apps()
                .deployments()
                .inNamespace(target.namespace())
                .withName(name)
                .get();
        return Optional.ofNullable(deployment)
                .or(() -> Optional.ofNullable(target.client()
                        .apps()
                        .statefulSets()
                        .inNamespace(target.namespace())
                        .withName(name)
                        .get()))
                .orElseThrow(() -> Failure.of(
                        "there is no part " + part + " of " + target.namespace() + "/" + target.name(),
                        "promptlib status shows its parts"));
    }
}
