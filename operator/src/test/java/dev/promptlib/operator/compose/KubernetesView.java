package dev.promptlib.operator.compose;

import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What containers would find in Kubernetes: written anew, by what Kubernetes documents. */
final class KubernetesView {
    private final Map<String, Map<String, String>> secrets = new HashMap<>();
    private final Map<String, Map<String, String>> configMaps = new HashMap<>();
    private final List<Pod> pods;

    KubernetesView(Desired desired, Input input) {
        pods = Pod.of(desired, input);
        secrets.putAll(input.references().secrets());
        configMaps.putAll(input.references().configMaps());
        secrets.put("shop-database", input.credentials().database());
        secrets.put("shop-cache", input.credentials().cache());
        secrets.put("shop-secrets", input.credentials().application());
        secrets.put("shop-backup", input.credentials().backup());
        desired.all().forEach(object -> {
            if (object instanceof Secret secret) {
                secrets.put(secret.getMetadata().getName(), decoded(secret.getData()));
            } else if (object instanceof ConfigMap map) {
                configMaps.put(map.getMetadata().getName(), map.getData());
            }
        });
    }

    private static Map<String, String> decoded(Map<String, String> data) {
        Map<String, String> values = new TreeMap<>();
        data.forEach(
                (key, value) -> values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return values;
    }

    List<Pod> pods() {
        return pods;
    }

    Map<String, String> environment(Pod pod) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvFromSource source : pod.container().getEnvFrom()) {
            String prefix = source.getPrefix() == null ? "" : source.getPrefix();
            Map<String, String> values = source.getSecretRef() != null
                    ? secrets.get(source.getSecretRef().getName())
                    : configMaps.get(source.getConfigMapRef().getName());
            values.forEach((key, value) -> environment.put(prefix + key, value));
        }
        pod.container().getEnv().forEach(variable -> add(variable, environment));
        return environment;
    }

    private void add(EnvVar variable, Map<String, String> environment) {
        if (variable.getValueFrom() == null) {
            environment.put(variable.getName(), expanded(variable.getValue(), environment));
        } else if (variable.getValueFrom().getSecretKeyRef() != null) {
            var ref = variable.getValueFrom().getSecretKeyRef();
            String value = secrets.getOrDefault(ref.getName(), Map.of()).get(ref.getKey());
            if (value != null) {
                environment.put(variable.getName(), value);
            }
        } else if (variable.getValueFrom().getConfigMapKeyRef() != null) {
            var ref = variable.getValueFrom().getConfigMapKeyRef();
            environment.put(variable.getName(), configMaps.get(ref.getName()).get(ref.getKey()));
        }
    }

    /** Dollar signs in pairs are one; a name in brackets after one is a variable, if there is such. */
    static String expanded(String text, Map<String, String> environment) {
        if (text == null) {
            return "";
        }
        StringBuilder expanded = new StringBuilder();
        var part = java.util.regex.Pattern.compile("\\$\\$|\\$\\(([^)]*)\\)").matcher(text);
        while (part.find()) {
            String meaning = part.group().equals("$$") ? "$" : environment.getOrDefault(part.group(1), part.group());
            part.appendReplacement(expanded, java.util.regex.Matcher.quoteReplacement(meaning));
        }
        return part.appendTail(expanded).toString();
    }

    /** The files of a volume that is made of objects. */
    Map<String, String> files(Volume volume) {
        if (volume.getConfigMap() != null) {
            return configMaps.get(volume.getConfigMap().getName());
        }
        if (volume.getSecret() != null) {
            Map<String, String> values = secrets.get(volume.getSecret().getSecretName());
            Map<String, String> items = new TreeMap<>();
            volume.getSecret().getItems().forEach(item -> items.put(item.getPath(), values.get(item.getKey())));
            return items.isEmpty() ? values : items;
        }
        Map<String, String> files = new TreeMap<>();
        for (VolumeProjection source : volume.getProjected().getSources()) {
            if (source.getSecret() != null) {
                take(
                        source.getSecret().getItems(),
                        secrets.get(source.getSecret().getName()),
                        files);
            } else {
                take(
                        source.getConfigMap().getItems(),
                        configMaps.get(source.getConfigMap().getName()),
                        files);
            }
        }
        return files;
    }

    private static void take(List<KeyToPath> items, Map<String, String> from, Map<String, String> files) {
        items.forEach(item -> files.put(item.getPath(), from.get(item.getKey())));
    }
}
