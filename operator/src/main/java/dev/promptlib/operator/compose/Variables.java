package dev.promptlib.operator.compose;

import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The environment of a container: what may be seen stands in the file, secrets come from .env or from files. */
final class Variables {
    private final Secrets secrets;
    private final References references;
    private final boolean secretsInFiles;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, Secrets.Source> files = new LinkedHashMap<>();
    private final Set<SecretKey> fromDotEnv = new TreeSet<>();

    /** Our own images take secrets from files; whether a component can, only its user knows. */
    Variables(Pod pod, Secrets secrets, References references) {
        this.secrets = secrets;
        this.references = references;
        this.secretsInFiles = pod.component().isEmpty();
        pod.container().getEnvFrom().forEach(this::all);
        pod.container().getEnv().forEach(this::one);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The variables whose values are given as files. */
    Map<String, Secrets.Source> files() {
        return files;
    }

    Set<SecretKey> fromDotEnv() {
        return fromDotEnv;
    }

    Expansion expansion() {
        return new Expansion(environment);
    }

    private void one(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            String value = Optional.ofNullable(variable.getValue()).orElse("");
            environment.put(variable.getName(), expansion().of(value));
        } else if (variable.getValueFrom().getSecretKeyRef() != null) {
            secret(variable.getName(), variable.getValueFrom().getSecretKeyRef());
        } else if (variable.getValueFrom().getConfigMapKeyRef() != null) {
            configMap(variable.getName(), variable.getValueFrom().getConfigMapKeyRef());
        }
    }

    private void secret(String name, SecretKeySelector ref) {
        SecretKey key = new SecretKey(ref.getName(), ref.getKey());
        if (!Boolean.TRUE.equals(ref.getOptional()) || secrets.given(key).isPresent()) {
            put(name, secrets.source(key));
        }
    }

    private void configMap(String name, ConfigMapKeySelector ref) {
        references
                .configMap(ref.getName())
                .map(data -> data.get(ref.getKey()))
                .ifPresent(value -> environment.put(name, Literal.of(value)));
    }

    private void all(EnvFromSource source) {
        String prefix = Optional.ofNullable(source.getPrefix()).orElse("");
        if (source.getSecretRef() != null) {
            String secret = source.getSecretRef().getName();
            secrets.all(secret).keySet().forEach(key -> put(prefix + key, secrets.source(new SecretKey(secret, key))));
        }
        if (source.getConfigMapRef() != null) {
            Map<String, String> data =
                    references.configMap(source.getConfigMapRef().getName()).orElse(Map.of());
            new TreeMap<>(data).forEach((key, value) -> environment.put(prefix + key, Literal.of(value)));
        }
    }

    private void put(String name, Secrets.Source source) {
        if (source instanceof Secrets.Open open) {
            environment.put(name, Literal.of(open.text()));
        } else if (secretsInFiles) {
            files.put(name, source);
        } else if (source instanceof Secrets.Made made) {
            environment.put(name, made.template().join(Literal::of, this::dotEnv, key -> {
                throw new IllegalStateException("no variable holds a digest: " + key.path());
            }));
        } else {
            environment.put(name, dotEnv(((Secrets.Given) source).key()));
        }
    }

    private String dotEnv(SecretKey key) {
        fromDotEnv.add(key);
        return Literal.variable(key);
    }
}
