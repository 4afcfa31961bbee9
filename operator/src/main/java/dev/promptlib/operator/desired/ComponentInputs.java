package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.NameRef;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.api.SecretsAs;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a component's pods are given: variables, and files that variables name. Values from elsewhere are copied into one Secret that
 * is named by its content, so that each release reads its own for as long as it runs.
 */
final class ComponentInputs {
    static final String DIRECTORY = "/run/secrets/promptlib";
    private static final String VOLUME = "promptlib-secrets";
    private static final String ENV_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*";

    private final Input input;
    private final Component component;
    private final boolean inFiles;
    private final Map<String, EnvVar> env = new LinkedHashMap<>();
    private final Map<String, String> data = new TreeMap<>();
    private final List<String> files = new ArrayList<>();
    /** Variables whose value lies in the Secret; its name is known when all values are. */
    private final Map<String, String> keys = new TreeMap<>();

    ComponentInputs(Input input, Component component) {
        this.input = input;
        this.component = component;
        this.inFiles = component.secretsAs() == SecretsAs.Files;
        component.envFrom().forEach(this::addAll);
        if (component.port() != null) {
            addDefault("PORT", String.valueOf(component.port()));
        }
        addDefault("LOG_LEVEL", input.spec().profile() == Profile.development ? "debug" : "info");
        Set<String> own = component.env().stream().map(EnvVar::getName).collect(Collectors.toSet());
        values().forEach((name, value) -> {
            if (!own.contains(name) && !own.contains(name + "_FILE")) {
                addValue(name, value);
            }
        });
        component.env().forEach(this::add);
    }

    /** Connections and secrets, by the names of their variables, in Base64. */
    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Need need : List.of(Need.database, Need.cache)) {
            if (input.gives(component, need)) {
                values.putAll(new TreeMap<>(SecretData.encoded(Connections.of(input, need))));
            }
        }
        if (input.gives(component, Need.secrets)) {
            Map<String, String> generated = new LinkedHashMap<>();
            Map<String, String> known = input.credentials().application();
            for (GeneratedSecret secret : input.spec().secrets().generate()) {
                generated.put(secret.name(), known.getOrDefault(secret.name(), ""));
                Optional.ofNullable(known.get(Generated.previous(secret.name())))
                        .ifPresent(value -> generated.put(Generated.previous(secret.name()), value));
            }
            values.putAll(SecretData.encoded(generated));
            for (NameRef from : input.spec().secrets().from()) {
                values.putAll(new TreeMap<>(
                        input.references().secretInBase64(from.name()).orElse(Map.of())));
            }
        }
        return values;
    }

    private void addValue(String name, String base64) {
        data.put(name, base64);
        // What no one needs to hide stays a variable, for programs such as psql that know no files.
        if (inFiles && Connections.isSecret(name)) {
            files.add(name);
            add(name + "_FILE", DIRECTORY + "/" + name);
        } else {
            addCopied(name, name);
        }
    }

    /** As long as nothing is known of what they name. */
    List<EnvFromSource> unknownSources() {
        return component.envFrom().stream()
                .filter(source -> source.getSecretRef() == null
                        || input.references()
                                .secret(source.getSecretRef().getName())
                                .isEmpty())
                .filter(source -> source.getConfigMapRef() == null
                        || input.references()
                                .configMap(source.getConfigMapRef().getName())
                                .isEmpty())
                .toList();
    }

    private void addAll(EnvFromSource source) {
        String prefix = source.getPrefix() == null ? "" : source.getPrefix();
        Map<String, String> values = new TreeMap<>();
        if (source.getSecretRef() != null) {
            values.putAll(input.references()
                    .secretInBase64(source.getSecretRef().getName())
                    .orElse(Map.of()));
        }
        if (source.getConfigMapRef() != null) {
            values.putAll(SecretData.encoded(input.references()
                    .configMap(source.getConfigMapRef().getName())
                    .orElse(Map.of())));
        }
        // Kubernetes leaves out what cannot be a variable's name, too.
        values.forEach((key, value) -> {
            if ((prefix + key).matches(ENV_NAME)) {
                addCopy(prefix + key, value);
            }
        });
    }

    private void add(EnvVar variable) {
        var from = variable.getValueFrom();
        Optional<String> value = Optional.empty();
        if (from != null && from.getSecretKeyRef() != null) {
            value = input.references()
                    .secretInBase64(from.getSecretKeyRef().getName())
                    .map(s -> s.get(from.getSecretKeyRef().getKey()));
        } else if (from != null && from.getConfigMapKeyRef() != null) {
            value = input.references()
                    .configMap(from.getConfigMapKeyRef().getName())
                    .map(c -> c.get(from.getConfigMapKeyRef().getKey()))
                    .map(text -> SecretData.encoded(Map.of("", text)).get(""));
        }
        if (value.isPresent()) {
            addCopy(variable.getName(), value.get());
        } else {
            put(variable);
        }
    }

    /** Under a key that no secret of the stack can have. */
    private void addCopy(String name, String base64) {
        data.put("env." + name, base64);
        addCopied(name, "env." + name);
    }

    private void addCopied(String name, String key) {
        put(new EnvVarBuilder().withName(name).build());
        keys.put(name, key);
    }

    private void add(String name, String value) {
        put(new EnvVarBuilder().withName(name).withValue(value).build());
    }

    private void addDefault(String name, String value) {
        if (!env.containsKey(name)) {
            add(name, value);
        }
    }

    /** The later one wins and comes later, as one value may be made of others before it. */
    private void put(EnvVar variable) {
        env.remove(variable.getName());
        keys.remove(variable.getName());
        env.put(variable.getName(), variable);
    }

    List<EnvVar> env() {
        return env.values().stream()
                .map(variable -> keys.containsKey(variable.getName()) ? copied(variable.getName()) : variable)
                .toList();
    }

    private EnvVar copied(String name) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(keys.get(name), secretName(), null)
                .endValueFrom()
                .build();
    }

    private String secretName() {
        return Names.byContent(Names.inputs(input.owner(), component), data);
    }

    Optional<Secret> secret() {
        return data.isEmpty()
                ? Optional.empty()
                : Optional.of(new SecretBuilder()
                        .withMetadata(input.owner().child(secretName(), Part.of(component.name())))
                        .withType("Opaque")
                        .withImmutable(true)
                        .withData(data)
                        .build());
    }

    Optional<Volume> volume() {
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new VolumeBuilder()
                        .withName(VOLUME)
                        .withNewSecret()
                        .withSecretName(secretName())
                        .withDefaultMode(0444)
                        .addAllToItems(files.stream()
                                .map(name -> new KeyToPath(name, null, name))
                                .toList())
                        .endSecret()
                        .build());
    }

    VolumeMount mount() {
        return Volumes.readOnly(VOLUME, DIRECTORY);
    }
}
