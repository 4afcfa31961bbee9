package dev.promptlib.operator.apply;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /** Only as long as the spec is the one that this was decided on: who decides may not have heard of another one yet. */
    public void prune(PromptLibrary resource, Predicate<HasMetadata> wanted, Children children, ApplyReport report) {
        List<HasMetadata> unwanted = unwanted(Owner.of(resource), wanted, children);
        try {
            if (!unwanted.isEmpty() && isAsItWas(resource)) {
                unwanted.forEach(live -> delete(live, report));
            }
        } catch (KubernetesClientException e) {
            report.add(resource, e);
        }
    }

    private boolean isAsItWas(PromptLibrary resource) {
        PromptLibrary now = client.resource(resource).get();
        return now != null
                && now.getMetadata().getUid().equals(resource.getMetadata().getUid())
                && now.getMetadata()
                        .getGeneration()
                        .equals(resource.getMetadata().getGeneration());
    }

    /** The objects of the resource that are there and no longer wanted. */
    public static List<HasMetadata> unwanted(Owner owner, Predicate<HasMetadata> wanted, Children children) {
        return children.kinds().stream()
                .flatMap(kind -> children.of(kind, owner).stream())
                .map(HasMetadata.class::cast)
                .filter(live -> Ownership.goesWith(live, owner) && !wanted.test(live))
                .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** Whether an object is one of these. */
    public static Predicate<HasMetadata> among(Stream<HasMetadata> objects) {
        Set<String> keys = objects.map(Pruner::key).collect(Collectors.toSet());
        return object -> keys.contains(key(object));
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
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
