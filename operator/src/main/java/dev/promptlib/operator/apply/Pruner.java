package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deletes objects that are no longer wanted. Data has no owner, and is never among them. */
public final class Pruner {
    private final KubernetesClient client;
    private final Applier applier;

    public Pruner(KubernetesClient client, Applier applier) {
        this.client = client;
        this.applier = applier;
    }

    public void prune(Owner owner, Stream<HasMetadata> wanted, Children children, ApplyReport report) {
        unwanted(owner, wanted, children).forEach(live -> delete(live, report));
    }

    /** The objects of the resource that are there and no longer wanted. */
    public static List<HasMetadata> unwanted(Owner owner, Stream<HasMetadata> wanted, Children children) {
        Set<String> keep = wanted.map(Pruner::key).collect(Collectors.toSet());
        return children.kinds().stream()
                .flatMap(kind -> children.of(kind, owner).stream())
                .map(HasMetadata.class::cast)
                .filter(live -> !keep.contains(key(live)) && goesWith(live, owner))
                .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    private static boolean goesWith(HasMetadata live, Owner owner) {
        return live.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.uid()) && Boolean.TRUE.equals(reference.getController()));
    }

    /** Only in the version that was looked at. */
    public void delete(HasMetadata live, ApplyReport report) {
        try {
            client.resource(live).lockResourceVersion().delete();
            applier.forget(live);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                report.add(live, e);
            }
        }
    }
}
