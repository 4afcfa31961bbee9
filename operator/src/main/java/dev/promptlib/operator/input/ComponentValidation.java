package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.Storage;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks one component. */
final class ComponentValidation {
    private static final String ENV_NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String FILE_NAME = "[-._a-zA-Z0-9]+";

    private ComponentValidation() {}

    static void check(String path, Component component, References references, List<Problem> problems) {
        Validation.requestsWithinLimits(path + ".resources", component.resources(), problems);
        env(path + ".env", component.env(), references, problems);
        envFrom(path + ".envFrom", component.envFrom(), references, problems);
        config(path + ".config", component.config(), references, problems);
        mountPaths(path, component, problems);
    }

    private static void env(String path, List<EnvVar> env, References references, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < env.size(); i++) {
            EnvVar variable = env.get(i);
            String at = path + "[" + i + "]";
            if (variable.getName() == null || !variable.getName().matches(ENV_NAME)) {
                problems.add(invalid(
                        at + ".name",
                        "a variable's name has letters, digits and _ only, and does not begin with a digit"));
            } else if (!seen.add(variable.getName())) {
                problems.add(invalid(at + ".name", variable.getName() + " is set twice: remove one"));
            }
            if (variable.getValueFrom() != null) {
                secretKey(
                        at + ".valueFrom.secretKeyRef",
                        variable.getValueFrom().getSecretKeyRef(),
                        references,
                        problems);
                configKey(
                        at + ".valueFrom.configMapKeyRef",
                        variable.getValueFrom().getConfigMapKeyRef(),
                        references,
                        problems);
            }
        }
    }

    private static void secretKey(String path, SecretKeySelector ref, References references, List<Problem> problems) {
        if (ref == null || Boolean.TRUE.equals(ref.getOptional())) {
            return;
        }
        Optional<Map<String, String>> secret = references.secret(ref.getName());
        if (secret.isEmpty()) {
            problems.add(Connected.secretMissing(path + ".name", ref.getName()));
        } else if (!secret.get().containsKey(ref.getKey())) {
            problems.add(Connected.keyMissing(
                    path + ".key", ref.getName(), ref.getKey(), secret.get().keySet()));
        }
    }

    private static void configKey(
            String path, ConfigMapKeySelector ref, References references, List<Problem> problems) {
        if (ref == null || Boolean.TRUE.equals(ref.getOptional())) {
            return;
        }
        Optional<Map<String, String>> configMap = references.configMap(ref.getName());
        if (configMap.isEmpty()) {
            problems.add(Connected.configMapMissing(path + ".name", ref.getName()));
        } else if (!configMap.get().containsKey(ref.getKey())) {
            problems.add(new Problem(
                    path + ".key",
                    Reason.ConfigMapMissing,
                    "ConfigMap " + ref.getName() + " has no key " + ref.getKey()
                            + ": add the key, or correct its name"));
        }
    }

    private static void envFrom(
            String path, List<EnvFromSource> sources, References references, List<Problem> problems) {
        for (int i = 0; i < sources.size(); i++) {
            EnvFromSource source = sources.get(i);
            String at = path + "[" + i + "]";
            if (source.getSecretRef() != null
                    && !Boolean.TRUE.equals(source.getSecretRef().getOptional())
                    && references.secret(source.getSecretRef().getName()).isEmpty()) {
                problems.add(Connected.secretMissing(
                        at + ".secretRef.name", source.getSecretRef().getName()));
            }
            if (source.getConfigMapRef() != null
                    && !Boolean.TRUE.equals(source.getConfigMapRef().getOptional())
                    && references.configMap(source.getConfigMapRef().getName()).isEmpty()) {
                problems.add(Connected.configMapMissing(
                        at + ".configMapRef.name", source.getConfigMapRef().getName()));
            }
        }
    }

    private static void config(String path, List<ConfigMount> mounts, References references, List<Problem> problems) {
        for (int i = 0; i < mounts.size(); i++) {
            ConfigMount mount = mounts.get(i);
            int at = i;
            if (mount.configMapRef() != null
                    && references.configMap(mount.configMapRef().name()).isEmpty()) {
                problems.add(Connected.configMapMissing(
                        path + "[" + i + "].configMapRef.name",
                        mount.configMapRef().name()));
            }
            for (String file :
                    mount.files() == null ? Set.<String>of() : mount.files().keySet()) {
                if (!file.matches(FILE_NAME)) {
                    problems.add(invalid(
                            path + "[" + i + "].files",
                            "'" + file
                                    + "' cannot be a file's name here: use letters, digits, dots, - and _ (for a directory"
                                    + " below mountPath make another config entry)"));
                }
                ConfigSyntax.fault(file, mount.files().get(file))
                        .map(fault -> invalid(path + "[" + at + "].files." + file, fault))
                        .ifPresent(problems::add);
            }
        }
    }

    private static void mountPaths(String path, Component component, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        Stream.of(
                        component.config().stream().map(ConfigMount::mountPath),
                        component.storage().stream().map(Storage::mountPath),
                        component.writablePaths().stream())
                .flatMap(s -> s)
                .map(mountPath -> mountPath.length() > 1 ? mountPath.replaceAll("/+$", "") : mountPath)
                .filter(mountPath -> !seen.add(mountPath))
                .forEach(mountPath -> problems.add(invalid(
                        path,
                        mountPath
                                + " is mounted twice (config, storage, writablePaths): choose another path for one")));
    }

    private static Problem invalid(String path, String message) {
        return new Problem(path, Reason.InvalidSpec, message);
    }
}
