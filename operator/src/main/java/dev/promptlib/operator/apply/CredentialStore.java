package dev.promptlib.operator.apply;

import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the generated passwords: each is made once with a plain create, and never made again over data, or from its copy. */
public final class CredentialStore {
    private final KubernetesClient client;
    private final RandomText random;

    public CredentialStore(KubernetesClient client, RandomText random) {
        this.client = client;
        this.random = random;
    }

    /** What is there already. */
    public Credentials read(Owner owner, Children children) {
        return new Credentials(
                values(children.get(Secret.class, owner, Names.database(owner))),
                values(children.get(Secret.class, owner, Names.cache(owner))),
                values(children.get(Secret.class, owner, Names.secrets(owner))),
                values(children.get(Secret.class, owner, Names.backup(owner))));
    }

    /** What is there, and what is still missing, made now. */
    public Credentials ensure(PromptLibrarySpec spec, Owner owner, Children children, ApplyReport report) {
        Map<String, String> database = Map.of();
        Map<String, String> cache = Map.of();
        if (spec.database().engine() == Database.Engine.Embedded) {
            boolean data = children.of(PersistentVolumeClaim.class, owner).stream()
                    .anyMatch(claim -> Labels.isOf(claim, Part.DATABASE));
            database = ensure(owner, Generated.database(owner), data, children, report);
        }
        if (spec.cache().engine() == Cache.Engine.Embedded) {
            cache = ensure(owner, Generated.cache(owner), false, children, report);
        }
        Map<String, String> application = spec.secrets().generate().isEmpty()
                ? Map.of()
                : ensure(owner, Generated.application(owner, spec), false, children, report);
        Map<String, String> backup = Map.of();
        if (spec.backup().enabled() && spec.backup().repository().passwordRef() == null) {
            boolean backups = children.get(PersistentVolumeClaim.class, owner, Names.backup(owner))
                    .isPresent();
            backup = ensure(owner, Generated.backup(owner), backups, children, report);
        }
        return new Credentials(database, cache, application, backup);
    }

    private Map<String, String> ensure(
            Owner owner, Generated generated, boolean dataExists, Children children, ApplyReport report) {
        SecretCopies copies = new SecretCopies(client, children);
        String name = generated.secret();
        List<GeneratedSecret> wanted = generated.values();
        Secret secret = copies.mended(owner, name, report).orElseGet(() -> {
            if (dataExists) {
                throw new CredentialsLost(name);
            }
            return create(owner, name, wanted, children);
        });
        if (Ownership.of(secret, owner) != Ownership.OURS) {
            throw NotOurs.of(secret, Ownership.of(secret, owner));
        }
        Map<String, String> values = values(Optional.of(secret));
        List<GeneratedSecret> missing =
                wanted.stream().filter(w -> !values.containsKey(w.name())).toList();
        if (!missing.isEmpty() && dataExists) {
            throw new CredentialsLost(name);
        }
        Secret whole = missing.isEmpty() ? secret : add(secret, missing, children);
        copies.keep(owner, whole);
        return values(Optional.of(whole));
    }

    private Secret create(Owner owner, String name, List<GeneratedSecret> wanted, Children children) {
        Map<String, String> data = generate(wanted);
        Secret secret = new SecretBuilder()
                .withMetadata(owner.credentials(name))
                .editMetadata()
                .addToAnnotations(Annotations.DIGEST, SecretChange.digest(data))
                .endMetadata()
                .withType("Opaque")
                .withData(data)
                .build();
        try {
            Secret created = client.resource(secret).create();
            children.remember(created, Optional.empty());
            return created;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return Objects.requireNonNull(client.resource(secret).get(), "the Secret has just been deleted: " + name);
        }
    }

    private Secret add(Secret secret, List<GeneratedSecret> missing, Children children) {
        Map<String, String> data = new TreeMap<>(secret.getData() == null ? Map.of() : secret.getData());
        data.putAll(generate(missing));
        return new SecretChange(client, children).write(secret, data, Map.of());
    }

    private Map<String, String> generate(List<GeneratedSecret> wanted) {
        Map<String, String> values = new TreeMap<>();
        wanted.forEach(w -> values.put(w.name(), random.text(w.length(), w.encoding())));
        return SecretData.encoded(values);
    }

    private static Map<String, String> values(Optional<Secret> secret) {
        return SecretData.decoded(secret.map(Secret::getData).orElse(null));
    }
}
