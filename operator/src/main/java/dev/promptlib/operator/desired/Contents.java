package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects that are named by their content: those that pods of a lineup, or of a release to come, read. */
public final class Contents {
    private Contents() {}

    /** As they come out now. What an earlier release reads and came out otherwise then is kept, not made. */
    static Collection<HasMetadata> of(Input spec, Lineup lineup) {
        Set<String> read = Stream.concat(lineup.places().stream().map(Lineup.Place::template), lineup.coming().stream())
                .flatMap(template -> namesIn(template.getSpec()).stream())
                .collect(Collectors.toSet());
        Map<String, HasMetadata> objects = new LinkedHashMap<>();
        for (List<Component> view : lineup.views()) {
            for (Component component : view) {
                new ComponentObjects(spec, component)
                        .contents().stream()
                                .filter(object -> read.contains(key(object)))
                                .forEach(object -> objects.putIfAbsent(key(object), object));
            }
        }
        return objects.values();
    }

    /** Names an object as it is named by namesIn. */
    public static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    /** Whether an object is one of those that are named by their content. */
    public static boolean isOne(HasMetadata object) {
        return object instanceof Secret secret && Boolean.TRUE.equals(secret.getImmutable())
                || object instanceof ConfigMap map && Boolean.TRUE.equals(map.getImmutable());
    }

    /** All Secrets and ConfigMaps that pods read. */
    public static Set<String> namesIn(PodSpec pod) {
        Set<String> names = new TreeSet<>();
        for (Volume volume : pod.getVolumes()) {
            if (volume.getSecret() != null) {
                names.add("Secret/" + volume.getSecret().getSecretName());
            }
            if (volume.getConfigMap() != null) {
                names.add("ConfigMap/" + volume.getConfigMap().getName());
            }
        }
        for (Container container : pod.getContainers()) {
            for (EnvVar variable : container.getEnv()) {
                if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                    names.add("Secret/"
                            + variable.getValueFrom().getSecretKeyRef().getName());
                }
            }
        }
        return names;
    }
}
