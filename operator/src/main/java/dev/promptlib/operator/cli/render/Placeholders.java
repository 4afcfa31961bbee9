package dev.promptlib.operator.cli.render;

import dev.promptlib.operator.api.External;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.ReferencedNames;
import dev.promptlib.operator.input.References;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Stands in for what only a cluster has: the passwords that are made there, and Secrets that are in no file. */
final class Placeholders {
    static final String GENERATED = "<generated>";

    private Placeholders() {}

    static Credentials credentials(Owner owner, PromptLibrarySpec spec) {
        return new Credentials(
                generated(Generated.database(owner)),
                generated(Generated.cache(owner)),
                generated(Generated.application(owner, spec)));
    }

    private static Map<String, String> generated(Generated secret) {
        return secret.values().stream().collect(Collectors.toMap(value -> value.name(), value -> GENERATED));
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
