package dev.promptlib.operator.input;

import dev.promptlib.operator.api.BackupRepository;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.PromptLibrarySpec;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which Secrets and ConfigMaps a spec names: what the operator has to watch for it. */
public record ReferencedNames(Set<String> secrets, Set<String> configMaps) {

    public static ReferencedNames of(PromptLibrarySpec spec) {
        ReferencedNames names = new ReferencedNames(new TreeSet<>(), new TreeSet<>());
        if (spec == null) {
            return names;
        }
        if (spec.database() != null && spec.database().external() != null) {
            names.secrets.add(spec.database().external().secretRef().name());
        }
        if (spec.cache() != null && spec.cache().external() != null) {
            names.secrets.add(spec.cache().external().secretRef().name());
        }
        if (spec.secrets() != null && spec.secrets().from() != null) {
            spec.secrets().from().forEach(ref -> names.secrets.add(ref.name()));
        }
        if (spec.backup() != null && spec.backup().repository() != null) {
            names.add(spec.backup().repository());
        }
        if (spec.components() != null) {
            spec.components().forEach(names::add);
        }
        return names;
    }

    private void add(BackupRepository repository) {
        if (repository.passwordRef() != null) {
            secrets.add(repository.passwordRef().name());
        }
        if (repository.s3() != null) {
            secrets.add(repository.s3().credentialsRef().name());
            if (repository.s3().caRef() != null) {
                secrets.add(repository.s3().caRef().name());
            }
        }
    }

    private void add(Component component) {
        for (EnvVar variable : component.env() == null ? List.<EnvVar>of() : component.env()) {
            if (variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null) {
                secrets.add(variable.getValueFrom().getSecretKeyRef().getName());
            }
            if (variable.getValueFrom() != null && variable.getValueFrom().getConfigMapKeyRef() != null) {
                configMaps.add(variable.getValueFrom().getConfigMapKeyRef().getName());
            }
        }
        for (EnvFromSource source : component.envFrom() == null ? List.<EnvFromSource>of() : component.envFrom()) {
            if (source.getSecretRef() != null) {
                secrets.add(source.getSecretRef().getName());
            }
            if (source.getConfigMapRef() != null) {
                configMaps.add(source.getConfigMapRef().getName());
            }
        }
        for (ConfigMount config : component.config() == null ? List.<ConfigMount>of() : component.config()) {
            if (config.configMapRef() != null) {
                configMaps.add(config.configMapRef().name());
            }
        }
    }
}
