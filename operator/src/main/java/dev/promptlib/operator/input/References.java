package dev.promptlib.operator.input;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Secrets and ConfigMaps that a spec names, as far as they exist. Values of Secrets are plain text here; the same values in
 * Base64, which holds what is no text, and the binary values of ConfigMaps, are for copies.
 */
public record References(
        Map<String, Map<String, String>> secrets,
        Map<String, Map<String, String>> configMaps,
        Map<String, Map<String, String>> secretBytes,
        Map<String, Map<String, String>> configBytes) {
    public static final References NONE = new References(Map.of(), Map.of());

    /** Where all values are text. */
    public References(Map<String, Map<String, String>> secrets, Map<String, Map<String, String>> configMaps) {
        this(secrets, configMaps, encoded(secrets), Map.of());
    }

    private static Map<String, Map<String, String>> encoded(Map<String, Map<String, String>> secrets) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        secrets.forEach((name, values) -> all.put(name, SecretData.encoded(values)));
        return all;
    }

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

    /** A Secret's values in Base64. */
    public Optional<Map<String, String>> secretInBase64(String name) {
        return Optional.ofNullable(secretBytes.get(name));
    }

    /** A ConfigMap's binary values in Base64. */
    public Map<String, String> binaryOfConfigMap(String name) {
        return configBytes.getOrDefault(name, Map.of());
    }
}
