package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applies objects on the server side, and only those that differ from what the last apply left behind: at rest it sends
 * nothing. The memory of that survives a restart as one digest in the resource's status.
 */
public final class Applier {
    /** What an apply did. */
    public enum Outcome {
        UNCHANGED,
        CREATED,
        UPDATED,
        REPAIRED
    }

    private record Key(String kind, String namespace, String name) {
        static Key of(HasMetadata object) {
            return new Key(
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName());
        }
    }

    private record Applied(String desired, String ownFields, long version) {}

    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER)
            .withForce(true)
            .build();
    /** No object has this version, so an apply with it creates and never changes. */
    private static final String CREATE_ONLY = "1";

    private final KubernetesClient client;
    private final Map<Key, Applied> memory = new ConcurrentHashMap<>();

    public Applier(KubernetesClient client) {
        this.client = client;
    }

    /** An object that may have to begin otherwise than it is kept: see {@code Desired.atFirst}. */
    public Outcome apply(HasMetadata desired, HasMetadata atFirst, Owner owner, Children children) {
        Optional<HasMetadata> cached = cached(desired, owner, children);
        String wanted = Checksum.ofObject(desired);
        Applied last = memory.get(Key.of(desired));
        if (cached.isPresent() && unchanged(last, desired, wanted, cached.get())) {
            return Outcome.UNCHANGED;
        }
        if (cached.isPresent() && Ownership.of(cached.get(), owner) != Ownership.OURS) {
            makeRoom(desired, owner);
            cached = Optional.empty();
        }
        if (cached.isPresent()) {
            ReplicasHandover.prepare(client, desired, atFirst, cached.get());
        }
        HasMetadata written =
                cached.isPresent() ? client.resource(desired).patch(FORCED) : create(desired, atFirst, owner);
        memory.put(Key.of(desired), applied(desired, wanted, written));
        children.remember(written, cached);
        if (cached.isEmpty()) {
            return Outcome.CREATED;
        }
        return last != null && last.desired().equals(wanted) ? Outcome.REPAIRED : Outcome.UPDATED;
    }

    /** What an earlier resource of the name left goes, now rather than when the garbage collector comes by. */
    private void makeRoom(HasMetadata desired, Owner owner) {
        HasMetadata live = client.resource(desired).get();
        if (live == null) {
            return;
        }
        Ownership ownership = Ownership.of(live, owner);
        if (ownership == Ownership.LEAVING && live.getMetadata().getDeletionTimestamp() == null) {
            client.resource(live).lockResourceVersion().delete();
        }
        if (ownership != Ownership.OURS) {
            throw NotOurs.of(desired, ownership);
        }
    }

    private HasMetadata create(HasMetadata desired, HasMetadata atFirst, Owner owner) {
        try {
            atFirst.getMetadata().setResourceVersion(CREATE_ONLY);
            return client.resource(atFirst).patch(FORCED);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        } finally {
            atFirst.getMetadata().setResourceVersion(null);
        }
        HasMetadata live = client.resource(desired).get();
        if (live != null && Ownership.of(live, owner) != Ownership.OURS) {
            throw NotOurs.of(desired, Ownership.of(live, owner));
        }
        if (live != null) {
            ReplicasHandover.prepare(client, desired, atFirst, live);
        }
        return client.resource(desired).patch(FORCED);
    }

    private static boolean unchanged(Applied last, HasMetadata desired, String wanted, HasMetadata cached) {
        return last != null
                && last.desired().equals(wanted)
                && (version(cached) <= last.version() || last.ownFields().equals(Fingerprint.of(cached, desired)));
    }

    private static Applied applied(HasMetadata desired, String wanted, HasMetadata live) {
        return new Applied(wanted, Fingerprint.of(live, desired), version(live));
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    private static Optional<HasMetadata> cached(HasMetadata desired, Owner owner, Children children) {
        return children.get(desired.getClass(), owner, desired.getMetadata().getName())
                .map(HasMetadata.class::cast);
    }

    /** One digest for all objects that have been applied, to be kept in the status. */
    public String digest(Collection<HasMetadata> desired) {
        StringBuilder parts = new StringBuilder();
        desired.forEach(object -> {
            Applied applied = memory.get(Key.of(object));
            parts.append(applied == null ? "-" : applied.desired() + applied.ownFields());
        });
        return Checksum.of(parts.toString());
    }

    /** After a restart: takes what is there as applied, if the digest says that it still is as it was left. */
    public void recall(Collection<HasMetadata> desired, String digest, Owner owner, Children children) {
        if (digest == null || desired.stream().anyMatch(object -> memory.containsKey(Key.of(object)))) {
            return;
        }
        Map<Key, Applied> found = new LinkedHashMap<>();
        StringBuilder parts = new StringBuilder();
        for (HasMetadata object : desired) {
            Optional<HasMetadata> cached = cached(object, owner, children);
            cached.ifPresent(live -> found.put(Key.of(object), applied(object, Checksum.ofObject(object), live)));
            Applied applied = found.get(Key.of(object));
            parts.append(applied == null ? "-" : applied.desired() + applied.ownFields());
        }
        if (Checksum.of(parts.toString()).equals(digest)) {
            memory.putAll(found);
        }
    }

    public void forget(Owner owner) {
        memory.keySet()
                .removeIf(key -> key.namespace().equals(owner.namespace())
                        && (key.name().equals(owner.name()) || key.name().startsWith(owner.name() + "-")));
    }

    void forget(HasMetadata object) {
        memory.remove(Key.of(object));
    }
}
