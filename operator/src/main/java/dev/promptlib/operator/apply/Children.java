package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The objects of a resource, as the caches know them. */
public interface Children {
    /** Those whose every object has our label. Secrets and ConfigMaps, of which some are the users', come besides. */
    List<Class<? extends HasMetadata>> LABELLED = List.of(
            ServiceAccount.class,
            PersistentVolumeClaim.class,
            Service.class,
            Deployment.class,
            StatefulSet.class,
            ControllerRevision.class,
            Job.class,
            CronJob.class,
            Pod.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class,
            Ingress.class,
            NetworkPolicy.class);

    /** The kinds that a resource's objects can have. */
    Set<Class<? extends HasMetadata>> kinds();

    /** One object of the resource's namespace. */
    <T extends HasMetadata> Optional<T> get(Class<T> kind, Owner owner, String name);

    /** The same, if it is the resource's own: what an earlier resource of the name left tells nothing of this one. */
    default <T extends HasMetadata> Optional<T> own(Class<T> kind, Owner owner, String name) {
        return get(kind, owner, name).filter(live -> Ownership.of(live, owner) == Ownership.OURS);
    }

    /** All objects with the resource's labels. */
    <T extends HasMetadata> List<T> of(Class<T> kind, Owner owner);

    /** Makes what the API server just answered known before its event arrives. */
    void remember(HasMetadata written, Optional<HasMetadata> previous);
}
