package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.SecretData;
import dev.promptlib.operator.rotate.Kept;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Generated Secrets with what their annotations tell of rotations: nothing else has to remember it. */
public final class RotatedSecrets {
    private final KubernetesClient client;
    private final Children children;

    public RotatedSecrets(KubernetesClient client, Children children) {
        this.client = client;
        this.children = children;
    }

    /** Nothing, where it is not there or somebody else's. */
    public Optional<Kept> read(Owner owner, String name) {
        return find(owner, name).map(RotatedSecrets::kept);
    }

    private Optional<Secret> find(Owner owner, String name) {
        return children.own(Secret.class, owner, name);
    }

    private static Kept kept(Secret secret) {
        Map<String, String> notes = secret.getMetadata().getAnnotations() == null
                ? Map.of()
                : secret.getMetadata().getAnnotations();
        return new Kept(
                SecretData.decoded(secret.getData()),
                Instant.parse(notes.getOrDefault(
                        Annotations.ROTATED, secret.getMetadata().getCreationTimestamp())),
                notes.getOrDefault(Annotations.ROTATED_FOR, ""));
    }

    public void write(Owner owner, String name, Kept next) {
        Secret secret = find(owner, name).orElseThrow();
        new SecretChange(client, children)
                .write(
                        secret,
                        SecretData.encoded(next.values()),
                        Map.of(Annotations.ROTATED, next.since().toString(), Annotations.ROTATED_FOR, next.answered()));
    }
}
