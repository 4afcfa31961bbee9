package dev.promptlib.operator.cli.bundle;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.cli.Target;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The values that nobody else may see: those of all Secrets of the namespace, and of variables that are called so. */
record SecretValues(Target target) {
    /** In a Secret, and no secret: host names, ports and user names, which a reader needs. */
    private static final Set<String> HARMLESS = Set.of(
            "PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "REDIS_HOST", "REDIS_PORT", "REDIS_USERNAME", "namespace");

    private static final Pattern SUSPICIOUS = Pattern.compile("(?i).*(pass|secret|token|key|credential|auth).*");

    Set<String> all() {
        Set<String> values = new HashSet<>();
        target.client()
                .secrets()
                .inNamespace(target.namespace())
                .list()
                .getItems()
                .forEach(secret -> add(secret, values));
        target.library().getSpec().components().forEach(component -> add(component, values));
        return values;
    }

    private static void add(Secret secret, Set<String> values) {
        if (secret.getData() != null) {
            secret.getData().forEach((key, value) -> {
                if (!HARMLESS.contains(key)) {
                    values.add(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
                }
            });
        }
    }

    private static void add(Component component, Set<String> values) {
        for (EnvVar variable : component.env() == null ? List.<EnvVar>of() : component.env()) {
            if (variable.getValue() != null
                    && SUSPICIOUS.matcher(variable.getName()).matches()) {
                values.add(variable.getValue());
            }
        }
    }
}
