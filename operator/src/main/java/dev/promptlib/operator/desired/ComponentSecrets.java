package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.NameRef;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.SecretsAs;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which secret values a component is given, and how: as variables, or as files that variables name. */
final class ComponentSecrets {
    static final String DIRECTORY = "/run/secrets/promptlib";
    private static final String VOLUME = "promptlib-secrets";

    /** One value: the variable's name, and where it lies. */
    private record Value(String name, String secret, String key) {
        /** What no one needs to hide stays a variable, for programs such as psql that know no files. */
        boolean inFile(boolean files) {
            return files && Connections.isSecret(name);
        }
    }

    private final Input input;
    private final Component component;
    private final boolean files;

    ComponentSecrets(Input input, Component component) {
        this.input = input;
        this.component = component;
        this.files = component.secretsAs() == SecretsAs.Files;
    }

    private List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (Need need : List.of(Need.database, Need.cache)) {
            if (input.gives(component, need)) {
                Connections.of(input, need).keySet().stream()
                        .sorted()
                        .map(name -> new Value(name, Names.connections(input.owner()), name))
                        .forEach(values::add);
            }
        }
        if (input.gives(component, Need.secrets)) {
            input.spec().secrets().generate().stream()
                    .map(s -> new Value(s.name(), Names.secrets(input.owner()), s.name()))
                    .forEach(values::add);
            for (NameRef from : input.spec().secrets().from()) {
                input.references().secret(from.name()).orElse(Map.of()).keySet().stream()
                        .sorted()
                        .map(key -> new Value(key, from.name(), key))
                        .forEach(values::add);
            }
        }
        return values;
    }

    /** Variables, without those that the user sets. */
    List<EnvVar> env(Set<String> taken) {
        return values().stream()
                .filter(value -> !taken.contains(value.name()) && !taken.contains(value.name() + "_FILE"))
                .map(value -> value.inFile(files) ? fileVariable(value) : variable(value))
                .collect(Collectors.toMap(EnvVar::getName, v -> v, (first, later) -> later, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static EnvVar variable(Value value) {
        return new EnvVarBuilder()
                .withName(value.name())
                .withNewValueFrom()
                .withNewSecretKeyRef(value.key(), value.secret(), null)
                .endValueFrom()
                .build();
    }

    private static EnvVar fileVariable(Value value) {
        return new EnvVarBuilder()
                .withName(value.name() + "_FILE")
                .withValue(DIRECTORY + "/" + value.name())
                .build();
    }

    Optional<Volume> volume() {
        if (values().stream().noneMatch(v -> v.inFile(files))) {
            return Optional.empty();
        }
        Map<String, List<Value>> bySecret = new LinkedHashMap<>();
        values().stream().filter(v -> v.inFile(files)).forEach(v -> bySecret.computeIfAbsent(
                        v.secret(), s -> new ArrayList<>())
                .add(v));
        List<VolumeProjection> projections = bySecret.entrySet().stream()
                .map(e -> new VolumeProjectionBuilder()
                        .withNewSecret()
                        .withName(e.getKey())
                        .addAllToItems(e.getValue().stream()
                                .map(v -> new KeyToPath(v.key(), null, v.name()))
                                .toList())
                        .endSecret()
                        .build())
                .toList();
        return Optional.of(new VolumeBuilder()
                .withName(VOLUME)
                .withNewProjected()
                .withDefaultMode(0444)
                .withSources(projections)
                .endProjected()
                .build());
    }

    VolumeMount mount() {
        return Volumes.readOnly(VOLUME, DIRECTORY);
    }
}
