package dev.promptlib.operator.cli.render;

import dev.promptlib.operator.api.External;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.ReferencedNames;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Stands in for what only a cluster has: the passwords that are made there, and Secrets that are in no file. */
public final class Placeholders {
    static final String GENERATED = "<generated>";

    private Placeholders() {}

    static Credentials credentials(Owner owner, PromptLibrarySpec spec) {
        return new Credentials(
                generated(Generated.database(owner)),
                generated(Generated.cache(owner)),
                generated(Generated.application(owner, spec)),
                generated(Generated.backup(owner)));
    }

    /** Those that are there, and placeholders for the others. */
    public static Credentials complete(Credentials known, Owner owner, PromptLibrarySpec spec) {
        Credentials all = credentials(owner, spec);
        return new Credentials(
                over(all.database(), known.database()),
                over(all.cache(), known.cache()),
                over(all.application(), known.application()),
                over(all.backup(), known.backup()));
    }

    private static Map<String, String> over(Map<String, String> placeholders, Map<String, String> known) {
        Map<String, String> both = new TreeMap<>(placeholders);
        both.putAll(known);
        return both;
    }

    /** The Secrets that the operator would make, with placeholders in them. */
    public static List<Secret> secrets(Owner owner, PromptLibrarySpec spec) {
        return Generated.of(owner, spec).stream()
                .map(generated -> new SecretBuilder()
                        .withMetadata(owner.credentials(generated.secret()))
                        .withType("Opaque")
                        .withStringData(generated(generated))
                        .build())
                .toList();
    }

    private static Map<String, String> generated(Generated secret) {
        Map<String, String> values = new TreeMap<>();
        secret.values().forEach(value -> values.put(value.name(), GENERATED));
        return values;
    }

    /** What is known, and something in the place of the connection URLs that are not. */
    static References references(PromptLibrarySpec spec, References known) {
        Map<String, Map<String, String>> secrets = new TreeMap<>(known.secrets());
        if (spec.database().external() != null) {
            add(secrets, spec.database().external(), "postgresql://user:password@database.invalid:5432/database");
        }
        if (spec.cache().external() != null) {
            add(secrets, spec.cache().external(), "redis://user:password@cache.invalid:6379/0");
        }
        return new References(secrets, known.configMaps());
    }

    private static void add(Map<String, Map<String, String>> secrets, External external, String url) {
        String key = external.secretRef().key() == null
                ? "url"
                : external.secretRef().key();
        secrets.putIfAbsent(external.secretRef().name(), Map.of(key, url));
    }

    /** What the spec names and nobody knows. */
    static Set<String> unknown(PromptLibrarySpec spec, References known) {
        ReferencedNames names = ReferencedNames.of(spec);
        Set<String> unknown = new TreeSet<>();
        names.secrets().stream()
                .filter(name -> known.secret(name).isEmpty())
                .forEach(name -> unknown.add("Secret " + name));
        names.configMaps().stream()
                .filter(name -> known.configMap(name).isEmpty())
                .forEach(name -> unknown.add("ConfigMap " + name));
        return unknown;
    }
}
