package dev.promptlib.operator.systems;

import dev.promptlib.operator.api.PromptLibrarySpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a system, asked by its parts' names. */
record Rendered(String name, PromptLibrarySpec spec, List<HasMetadata> objects) {

    <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    <T extends HasMetadata> T only(Class<T> type, String suffix) {
        String wanted = suffix.isEmpty() ? name : name + "-" + suffix;
        return all(type)
                .filter(object -> object.getMetadata().getName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + wanted));
    }

    /** The pods of all programs, by what makes them. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        for (HasMetadata object : objects) {
            PodTemplateSpec pod = pod(object);
            if (pod != null) {
                pods.put(object.getMetadata().getName(), pod);
            }
        }
        return pods;
    }

    private static PodTemplateSpec pod(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return deployment.getSpec().getTemplate();
        } else if (object instanceof StatefulSet set) {
            return set.getSpec().getTemplate();
        } else if (object instanceof Job job) {
            return job.getSpec().getTemplate();
        }
        return object instanceof CronJob cron
                ? cron.getSpec().getJobTemplate().getSpec().getTemplate()
                : null;
    }

    PodTemplateSpec pod(String part) {
        return Objects.requireNonNull(pods().get(name + "-" + part), part);
    }

    Container container(String part) {
        return pod(part).getSpec().getContainers().get(0);
    }

    /** Variables with their values, or nothing where these come from elsewhere. */
    Map<String, String> env(String part) {
        return container(part).getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, v -> Objects.toString(v.getValue(), ""), (a, b) -> b));
    }

    /** What is in a directory of a part that ConfigMaps or Secrets fill. */
    Set<String> files(String part, String directory) {
        Set<String> files = new TreeSet<>();
        Volume volume = volume(part, directory);
        if (volume.getConfigMap() != null) {
            String map = volume.getConfigMap().getName();
            all(ConfigMap.class)
                    .filter(each -> each.getMetadata().getName().equals(map))
                    .forEach(each -> files.addAll(each.getData().keySet()));
        } else if (volume.getSecret() != null) {
            volume.getSecret().getItems().forEach(item -> files.add(item.getPath()));
        } else {
            volume.getProjected().getSources().forEach(source -> (source.getSecret() == null
                            ? source.getConfigMap().getItems()
                            : source.getSecret().getItems())
                    .forEach(item -> files.add(item.getPath())));
        }
        return files;
    }

    Volume volume(String part, String directory) {
        String wanted = container(part).getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(directory))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing at " + directory + " of " + part))
                .getName();
        return pod(part).getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
