package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a component's pods read but would not notice changing: a digest of it rolls them. */
final class ComponentInputs {
    private ComponentInputs() {}

    static String checksum(Input input, Component component) {
        Map<String, String> values = new TreeMap<>();
        for (Need need : List.of(Need.database, Need.cache)) {
            if (input.gives(component, need)) {
                Connections.of(input, need).forEach((key, value) -> values.put("connection/" + key, value));
            }
        }
        References references = input.references();
        if (input.gives(component, Need.secrets)) {
            input.spec()
                    .secrets()
                    .generate()
                    .forEach(s -> values.put(
                            "generated/" + s.name(),
                            input.credentials().application().getOrDefault(s.name(), "")));
            input.spec()
                    .secrets()
                    .from()
                    .forEach(from -> put(values, "from/" + from.name(), references.secret(from.name())));
        }
        for (EnvVar variable : component.env()) {
            if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                var ref = variable.getValueFrom().getSecretKeyRef();
                references
                        .secret(ref.getName())
                        .map(s -> s.get(ref.getKey()))
                        .ifPresent(value -> values.put("env/" + variable.getName(), value));
            }
            if (variable.getValueFrom() != null && variable.getValueFrom().getConfigMapKeyRef() != null) {
                var ref = variable.getValueFrom().getConfigMapKeyRef();
                references
                        .configMap(ref.getName())
                        .map(c -> c.get(ref.getKey()))
                        .ifPresent(value -> values.put("env/" + variable.getName(), value));
            }
        }
        for (EnvFromSource source : component.envFrom()) {
            if (source.getSecretRef() != null) {
                put(
                        values,
                        "envFrom/secret/" + source.getSecretRef().getName(),
                        references.secret(source.getSecretRef().getName()));
            }
            if (source.getConfigMapRef() != null) {
                put(
                        values,
                        "envFrom/config/" + source.getConfigMapRef().getName(),
                        references.configMap(source.getConfigMapRef().getName()));
            }
        }
        for (ConfigMount config : component.config()) {
            if (config.reload() == ConfigMount.Reload.Restart) {
                put(
                        values,
                        "config/" + config.name(),
                        config.files() != null
                                ? Optional.of(config.files())
                                : references.configMap(config.configMapRef().name()));
            }
        }
        return Checksum.of(values);
    }

    private static void put(Map<String, String> values, String prefix, Optional<Map<String, String>> found) {
        found.ifPresent(map -> map.forEach((key, value) -> values.put(prefix + "/" + key, value)));
    }
}
