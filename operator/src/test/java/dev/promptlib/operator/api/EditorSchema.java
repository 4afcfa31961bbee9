package dev.promptlib.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The JSON Schema (draft 7) that an editor checks and completes a resource with, made from its CRD. */
record EditorSchema(CrdFile crd) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String OF_KUBERNETES_ONLY = "x-kubernetes-";
    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";

    String json() throws JsonProcessingException {
        JsonNode source = crd.schema();
        JsonNode definition = crd.crd().get("spec");
        String kind = definition.at("/names/kind").asText();
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", kind);
        schema.set("description", source.get("description"));
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("apiVersion")
                .put(
                        "const",
                        definition.get("group").asText() + "/"
                                + definition.at("/versions/0/name").asText());
        properties.putObject("kind").put("const", kind);
        properties.set("metadata", metadata());
        properties.set("spec", converted(source.at("/properties/spec")));
        return JSON.writeValueAsString(schema) + "\n";
    }

    private static ObjectNode metadata() {
        ObjectNode metadata = JSON.createObjectNode().put("type", "object");
        metadata.putArray("required").add("name");
        ObjectNode properties = metadata.putObject("properties");
        properties
                .putObject("name")
                .put("type", "string")
                .put("maxLength", 63)
                .put("pattern", "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
        properties.putObject("namespace").put("type", "string");
        for (String map : List.of("labels", "annotations")) {
            properties
                    .putObject(map)
                    .put("type", "object")
                    .putObject("additionalProperties")
                    .put("type", "string");
        }
        return metadata;
    }

    /** An editor must mark what the API server would drop, so an object has no other fields than its own. */
    private static JsonNode converted(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode converted = JSON.createArrayNode();
            list.forEach(item -> converted.add(converted(item)));
            return converted;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode converted = JSON.createObjectNode();
        object.properties().stream()
                .filter(entry -> !entry.getKey().startsWith(OF_KUBERNETES_ONLY))
                .forEach(entry -> converted.set(entry.getKey(), convertedField(entry.getKey(), entry.getValue())));
        if (object.path(INT_OR_STRING).asBoolean()) {
            converted.remove("anyOf");
            converted.putArray("type").add("integer").add("string");
        }
        if (object.has("properties") && !object.has("additionalProperties")) {
            converted.put("additionalProperties", false);
        }
        return converted;
    }

    /** What a field is called says nothing here: properties has names of its own, and default any value. */
    private static JsonNode convertedField(String keyword, JsonNode value) {
        if (keyword.equals("properties")) {
            ObjectNode converted = JSON.createObjectNode();
            value.properties().forEach(entry -> converted.set(entry.getKey(), converted(entry.getValue())));
            return converted;
        }
        return keyword.equals("default") || keyword.equals("enum") ? value : converted(value);
    }
}
