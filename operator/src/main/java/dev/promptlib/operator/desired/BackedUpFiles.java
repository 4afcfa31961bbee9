package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a backup holds besides data: the resource, its configuration files, and the generated secrets. */
final class BackedUpFiles {
    /** Of the resource, in the ConfigMap of the backup's scripts. */
    static final String RESOURCE = "promptlibrary.yaml";

    private final Input input;
    private final Owner owner;

    BackedUpFiles(Input input) {
        this.input = input;
        this.owner = input.owner();
    }

    /** The resource as it was asked for, to be applied again. */
    String resource() {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", PromptLibrary.GROUP + "/" + PromptLibrary.VERSION);
        resource.put("kind", "PromptLibrary");
        resource.put("metadata", new TreeMap<>(Map.of("name", owner.name(), "namespace", owner.namespace())));
        resource.put("spec", input.asked());
        return Serialization.asYaml(resource);
    }

    /** All of it as one directory. */
    Volume volume(String volume) {
        var sources = new VolumeBuilder().withName(volume).withNewProjected();
        sources.addNewSource()
                .withNewConfigMap()
                .withName(Names.backupScripts(owner))
                .addNewItem()
                .withKey(RESOURCE)
                .withPath(RESOURCE)
                .endItem()
                .endConfigMap()
                .endSource();
        generated().forEach((name, keys) -> {
            var secret = sources.addNewSource().withNewSecret().withName(name);
            keys.forEach(key -> secret.addNewItem()
                    .withKey(key)
                    .withPath("secrets/" + name + "/" + key)
                    .endItem());
            secret.endSecret().endSource();
        });
        for (Component component : input.spec().components()) {
            for (ConfigMount config : component.config()) {
                files(config).forEach(file -> sources.addNewSource()
                        .withNewConfigMap()
                        .withName(source(component, config))
                        .addNewItem()
                        .withKey(file)
                        .withPath("config/" + component.name() + "/" + config.name() + "/" + file)
                        .endItem()
                        .endConfigMap()
                        .endSource());
            }
        }
        return sources.endProjected().build();
    }

    private Map<String, Set<String>> generated() {
        Map<String, Set<String>> secrets = new TreeMap<>();
        secrets.put(
                Names.database(owner),
                new TreeSet<>(input.credentials().database().keySet()));
        secrets.put(
                Names.cache(owner), new TreeSet<>(input.credentials().cache().keySet()));
        secrets.put(
                Names.secrets(owner),
                new TreeSet<>(input.credentials().application().keySet()));
        secrets.values().removeIf(Set::isEmpty);
        return secrets;
    }

    /** The user's own, where the files come from there: a copy goes with the release that reads it. */
    private String source(Component component, ConfigMount config) {
        return config.configMapRef() != null
                ? config.configMapRef().name()
                : new ConfigFiles(input, component, config).name();
    }

    private Stream<String> files(ConfigMount config) {
        return (config.files() != null
                        ? config.files()
                        : input.references()
                                .configMap(config.configMapRef().name())
                                .orElse(Map.of()))
                .keySet().stream().sorted();
    }
}
