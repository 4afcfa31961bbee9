package dev.promptlib.operator.apply;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Generated Secrets are kept twice, so that neither an edit nor a loss of one takes away what data was made with. */
record SecretCopies(KubernetesClient client, Children children) {

    /** The Secret as the operator wrote it last; nothing where neither it nor its copy is there. */
    Optional<Secret> mended(Owner owner, String name, ApplyReport report) {
        Optional<Secret> secret = children.get(Secret.class, owner, name);
        Optional<Secret> copy = children.own(Secret.class, owner, Names.copy(name));
        if (secret.isEmpty()) {
            return copy.map(from -> reported(create(owner, name, from), report));
        }
        if (Ownership.of(secret.get(), owner) != Ownership.OURS || isAsWritten(secret.get())) {
            return secret;
        }
        // Where there is no copy, somebody has brought it back, or an earlier version has made it.
        return Optional.of(copy.map(from -> reported(write(secret.get(), from), report))
                .orElseGet(() -> write(secret.get(), secret.get())));
    }

    private static boolean isAsWritten(Secret secret) {
        return digest(secret).equals(notes(secret).get(Annotations.DIGEST));
    }

    private static Secret reported(Secret mended, ApplyReport report) {
        report.add(mended, Applier.Outcome.REPAIRED);
        return mended;
    }

    /** Brings the copy to what the Secret has. */
    void keep(Owner owner, Secret secret) {
        String name = secret.getMetadata().getName();
        Optional<Secret> copy = children.get(Secret.class, owner, Names.copy(name));
        Ownership ownership = copy.map(found -> Ownership.of(found, owner)).orElse(Ownership.OURS);
        if (ownership != Ownership.OURS) {
            throw NotOurs.of(copy.get(), ownership);
        }
        if (copy.isEmpty()) {
            create(owner, Names.copy(name), secret);
        } else if (!digest(copy.get()).equals(digest(secret))
                || !notes(copy.get()).entrySet().containsAll(notes(secret).entrySet())) {
            write(copy.get(), secret);
        }
    }

    private Secret create(Owner owner, String name, Secret like) {
        Secret created = client.resource(new SecretBuilder()
                        .withMetadata(owner.credentials(name))
                        .editMetadata()
                        .withAnnotations(notes(like))
                        .endMetadata()
                        .withType(like.getType())
                        .withData(like.getData())
                        .build())
                .create();
        children.remember(created, Optional.empty());
        return created;
    }

    private Secret write(Secret seen, Secret like) {
        return new SecretChange(client, children).write(seen, like.getData(), notes(like));
    }

    private static String digest(Secret secret) {
        return SecretChange.digest(secret.getData() == null ? Map.of() : secret.getData());
    }

    /** What the operator notes on it; others have annotations of their own. */
    private static Map<String, String> notes(Secret secret) {
        Map<String, String> notes = new TreeMap<>(
                Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of()));
        notes.keySet().removeIf(key -> !key.startsWith(PromptLibrary.GROUP + "/"));
        return notes;
    }
}
