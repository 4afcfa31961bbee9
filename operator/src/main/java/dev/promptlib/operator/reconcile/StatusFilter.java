package dev.promptlib.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;
import java.util.Set;

/** Holds back news of a status that nobody here reads: an autoscaler writes its own every few seconds. */
final class StatusFilter<T extends HasMetadata> implements OnUpdateFilter<T> {
    static final Set<Class<?>> KINDS = Set.of(HorizontalPodAutoscaler.class, PodDisruptionBudget.class, Ingress.class);

    @Override
    public boolean accept(T now, T before) {
        return !metadata(now).equals(metadata(before)) || !Objects.equals(spec(now), spec(before));
    }

    private static ObjectMeta metadata(HasMetadata object) {
        return object.getMetadata()
                .edit()
                .withResourceVersion(null)
                .withManagedFields()
                .build();
    }

    private static Object spec(HasMetadata object) {
        if (object instanceof HorizontalPodAutoscaler scaler) {
            return scaler.getSpec();
        }
        if (object instanceof PodDisruptionBudget budget) {
            return budget.getSpec();
        }
        return ((Ingress) object).getSpec();
    }
}
