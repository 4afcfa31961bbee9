package dev.promptlib.operator.input;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secrets and ConfigMaps that a spec names, as far as they exist. Values of Secrets are plain text here. */
public record References(Map<String, Map<String, String>> secrets, Map<String, Map<String, String>> configMaps) {
    public static final References NONE = new References(Map.of(), Map.of());

    public Optional<Map<String, String>> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** The same with others, which win. */
    public References with(References others) {
        Map<String, Map<String, String>> allSecrets = new TreeMap<>(secrets);
        allSecrets.putAll(others.secrets);
        Map<String, Map<String, String>> allConfigMaps = new TreeMap<>(configMaps);
        allConfigMaps.putAll(others.configMaps);
        return new References(allSecrets, allConfigMaps);
    }

    public Optional<Map<String, String>> configMap(String name) {
        return Optional.ofNullable(configMaps.get(name));
    }
}
