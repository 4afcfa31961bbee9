package dev.promptlib.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.Objects;

/** Reads how Deployments and StatefulSets are doing. A figure that is not there is zero. */
public final class Workloads {
    private Workloads() {}

    public static PartState of(Deployment deployment) {
        DeploymentStatus status = Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
        int desired = count(deployment.getSpec().getReplicas(), 1);
        boolean seen = seen(deployment, status.getObservedGeneration());
        int updated = Math.min(count(status.getUpdatedReplicas(), 0), count(status.getAvailableReplicas(), 0));
        boolean current = seen
                && count(status.getUpdatedReplicas(), 0) >= desired
                && count(status.getReplicas(), 0) == count(status.getUpdatedReplicas(), 0);
        return new PartState(true, desired, seen ? updated : 0, count(status.getAvailableReplicas(), 0), current);
    }

    public static PartState of(StatefulSet set) {
        StatefulSetStatus status = Objects.requireNonNullElseGet(set.getStatus(), StatefulSetStatus::new);
        int desired = count(set.getSpec().getReplicas(), 1);
        boolean seen = seen(set, status.getObservedGeneration());
        boolean current = seen
                && (desired == 0
                        || Objects.equals(status.getCurrentRevision(), status.getUpdateRevision())
                        || count(status.getUpdatedReplicas(), 0) >= desired)
                && count(status.getReplicas(), 0) == desired;
        return new PartState(
                true,
                desired,
                current ? count(status.getReadyReplicas(), 0) : 0,
                count(status.getReadyReplicas(), 0),
                current);
    }

    private static boolean seen(HasMetadata workload, Long observed) {
        return observed != null && observed >= workload.getMetadata().getGeneration();
    }

    private static int count(Integer figure, int otherwise) {
        return figure == null ? otherwise : figure;
    }
}
