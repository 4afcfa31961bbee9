package dev.promptlib.operator.cli.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The values that nobody else may see: those of Secrets, and of variables that are called so. */
final class SecretValues {
    /** In a Secret, and no secret: host names, ports and user names, which a reader needs. */
    private static final Set<String> HARMLESS = Set.of(
            "PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "REDIS_HOST", "REDIS_PORT", "REDIS_USERNAME", "namespace");

    private static final Pattern SUSPICIOUS = Pattern.compile("(?i).*(pass|secret|token|key|credential|auth).*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SecretValues() {}

    static Set<String> of(Collection<? extends HasMetadata> objects) {
        Set<String> values = new HashSet<>();
        for (HasMetadata object : objects) {
            if (object instanceof Secret secret) {
                add(secret, values);
            } else {
                add(JSON.valueToTree(object), values);
            }
        }
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

    /** Variables, wherever they are: in the resource, in a pod's template, in a release of long ago. */
    private static void add(JsonNode object, Set<String> values) {
        for (JsonNode variable : object.findParents("value")) {
            if (variable.get("value").isTextual()
                    && SUSPICIOUS.matcher(variable.path("name").asText()).matches()) {
                values.add(variable.get("value").asText());
            }
        }
    }
}
