package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.ConfigMount.Reload;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ConfigMap behind one set of configuration files. Files that restart pods are in one that is named by its content, so that a
 * pod can only see those of its own release; live ones are in one whose name stays.
 */
final class ConfigFiles {
    private final Input input;
    private final Component component;
    private final ConfigMount mount;

    ConfigFiles(Input input, Component component, ConfigMount mount) {
        this.input = input;
        this.component = component;
        this.mount = mount;
    }

    /** The name of the ConfigMap that is mounted. */
    String name() {
        return named().map(map -> map.getMetadata().getName())
                .orElseGet(() -> mount.configMapRef() == null
                        ? fixedName()
                        : mount.configMapRef().name());
    }

    private String fixedName() {
        return Names.config(input.owner(), component, mount);
    }

    /** The one that changes under running pods, where it is the operator's. */
    Optional<ConfigMap> live() {
        return mount.reload() == Reload.Live && mount.files() != null
                ? Optional.of(new ConfigMapBuilder()
                        .withMetadata(input.owner().child(fixedName(), Part.of(component.name())))
                        .withData(mount.files())
                        .build())
                : Optional.empty();
    }

    /** The one that never changes; a copy, where the files come from a ConfigMap of the user's. */
    Optional<ConfigMap> named() {
        if (mount.reload() == Reload.Live) {
            return Optional.empty();
        }
        return mount.files() != null
                ? Optional.of(named(mount.files(), Map.of()))
                : input.references()
                        .configMap(mount.configMapRef().name())
                        .map(files -> named(
                                files,
                                input.references()
                                        .binaryOfConfigMap(mount.configMapRef().name())));
    }

    private ConfigMap named(Map<String, String> files, Map<String, String> binary) {
        String name = Names.byContent(fixedName(), List.of(files, binary));
        return new ConfigMapBuilder()
                .withMetadata(input.owner().child(name, Part.of(component.name())))
                .withImmutable(true)
                .withData(files)
                .withBinaryData(binary)
                .build();
    }
}
