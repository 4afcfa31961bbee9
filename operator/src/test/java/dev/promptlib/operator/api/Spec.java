package dev.promptlib.operator.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A spec as a user writes it, unknown to the Java types, so that the API server sees what the types could not say. */
record Spec(ObjectNode content) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path EXAMPLES = Path.of("src/test/resources/api");

    /** None at all. */
    static Spec none() {
        return new Spec((ObjectNode) null);
    }

    /** An example beside these tests. */
    static Spec example(String name) {
        try {
            return new Spec(
                    (ObjectNode) YAML.readTree(EXAMPLES.resolve(name + ".yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with one place changed: a path such as components[0].port, and YAML, or null to take the field away. */
    Spec with(String path, String yaml) {
        try {
            return with(path, yaml == null ? null : YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Spec with(String path, JsonNode value) {
        ObjectNode changed = content.deepCopy();
        JsonNode parent = changed;
        String[] steps = path.replace("[", ".[").split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            parent = step(parent, steps[i]);
        }
        put(parent, steps[steps.length - 1], value);
        return new Spec(changed);
    }

    GenericKubernetesResource resource(String namespace, String name) {
        Map<String, Object> spec = content == null ? null : YAML.convertValue(content, new MapType());
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(PromptLibrary.GROUP + "/" + PromptLibrary.VERSION)
                .withKind("PromptLibrary")
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }

    static Spec of(GenericKubernetesResource resource) {
        return new Spec(YAML.valueToTree(resource.getAdditionalProperties().get("spec")));
    }

    private static JsonNode step(JsonNode parent, String step) {
        if (isIndex(step)) {
            return parent.get(index(step));
        }
        return parent.has(step) ? parent.get(step) : ((ObjectNode) parent).putObject(step);
    }

    private static void put(JsonNode parent, String step, JsonNode value) {
        if (isIndex(step)) {
            ArrayNode list = (ArrayNode) parent;
            if (index(step) == list.size()) {
                list.add(value);
            } else {
                list.set(index(step), value);
            }
        } else if (value == null) {
            ((ObjectNode) parent).remove(step);
        } else {
            ((ObjectNode) parent).set(step, value);
        }
    }

    private static boolean isIndex(String step) {
        return step.startsWith("[");
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }

    private static final class MapType extends TypeReference<Map<String, Object>> {}
}
