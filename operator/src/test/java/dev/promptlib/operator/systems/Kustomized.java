package dev.promptlib.operator.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What `kubectl kustomize` makes of a folder, as far as the examples use it. A test compares the two. */
final class Kustomized {
    static final String FILE = "kustomization.yaml";
    private static final ObjectMapper YAML = new YAMLMapper();

    private Kustomized() {}

    static String yaml(Path folder) throws IOException {
        StringBuilder documents = new StringBuilder();
        for (JsonNode object : objects(folder)) {
            documents.append(YAML.writeValueAsString(object));
        }
        return documents.toString();
    }

    static List<JsonNode> objects(Path folder) throws IOException {
        JsonNode kustomization = YAML.readTree(folder.resolve(FILE).toFile());
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode resource : kustomization.path("resources")) {
            Path path = folder.resolve(resource.asText());
            objects.addAll(Files.isDirectory(path) ? objects(path) : documents(Files.readString(path)));
        }
        for (JsonNode patch : kustomization.path("patches")) {
            objects.replaceAll(object -> patched(object, patch));
        }
        if (kustomization.has("namespace")) {
            objects.forEach(
                    object -> ((ObjectNode) object.get("metadata")).set("namespace", kustomization.get("namespace")));
        }
        return objects;
    }

    static List<JsonNode> documents(String yaml) throws IOException {
        try (var parser = new YAMLFactory().createParser(yaml)) {
            return YAML.<JsonNode>readValues(parser, JsonNode.class).readAll();
        }
    }

    private static JsonNode patched(JsonNode object, JsonNode patch) {
        try {
            JsonNode change = YAML.readTree(patch.get("patch").asText());
            if (change.isArray()) {
                return fits(object, patch.get("target").get("kind")) ? JsonPatch.apply(change, object) : object;
            }
            boolean meant = fits(object, change.get("kind"))
                    && object.at("/metadata/name").equals(change.at("/metadata/name"));
            return meant ? merged(object, change) : object;
        } catch (IOException e) {
            throw new IllegalArgumentException(patch.toString(), e);
        }
    }

    private static boolean fits(JsonNode object, JsonNode kind) {
        return object.get("kind").equals(kind);
    }

    /** As RFC 7386 merges: lists are replaced. */
    private static JsonNode merged(JsonNode object, JsonNode change) {
        if (!change.isObject() || !object.isObject()) {
            return change;
        }
        ObjectNode merged = object.deepCopy();
        change.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merged(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
