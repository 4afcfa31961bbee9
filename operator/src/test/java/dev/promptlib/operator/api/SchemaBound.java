package dev.promptlib.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One bound that the schema sets on one field (a path such as components[].port), and the values on both sides of it. */
record SchemaBound(String path, String keyword, JsonNode limit) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> KEYWORDS = Set.of(
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "pattern",
            "enum",
            "type");

    /** All bounds of a schema. */
    static List<SchemaBound> in(JsonNode schema) {
        List<SchemaBound> bounds = new ArrayList<>();
        collect("", schema, bounds);
        bounds.removeIf(bound -> bound.path().isEmpty() && bound.keyword().equals("type"));
        return bounds;
    }

    private static void collect(String path, JsonNode schema, List<SchemaBound> bounds) {
        schema.properties().stream()
                .filter(entry -> KEYWORDS.contains(entry.getKey()))
                .forEach(entry -> bounds.add(new SchemaBound(path, entry.getKey(), entry.getValue())));
        schema.path("required").forEach(field -> bounds.add(new SchemaBound(path, "required", field)));
        schema.path("properties")
                .properties()
                .forEach(entry -> collect(
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), bounds));
        if (schema.has("items")) {
            collect(path + "[]", schema.get("items"), bounds);
        }
    }

    /** A value that breaks this bound and, where that can be, no other, given one that keeps all. */
    JsonNode broken(JsonNode valid) {
        return switch (keyword) {
            case "minimum" -> JSON.numberNode(limit.longValue() - 1);
            case "maximum" -> JSON.numberNode(limit.longValue() + 1);
            case "minLength" -> JSON.textNode("");
            case "maxLength" -> JSON.textNode("a".repeat(limit.intValue() + 1));
            case "minItems" -> JSON.arrayNode();
            case "maxItems" -> repeated(valid, limit.intValue() + 1);
            case "minProperties" -> JSON.objectNode();
            case "maxProperties" -> properties(limit.intValue() + 1);
            case "pattern" -> JSON.textNode("%%");
            case "enum" -> JSON.textNode("Nonsense");
            case "required" -> without(valid, limit.asText());
            case "type" -> limit.asText().equals("string") ? JSON.numberNode(5) : JSON.textNode("nonsense");
            default -> throw new IllegalStateException(keyword);
        };
    }

    /** What the API server says of a value that breaks it. */
    String complaint() {
        return switch (keyword) {
            case "minimum" -> "should be greater than or equal to";
            case "maximum" -> "should be less than or equal to";
            case "minLength" -> "should be at least";
            case "maxLength" -> "Too long: may not be more than " + limit;
            case "minItems" -> "should have at least";
            case "maxItems" -> "must have at most " + limit + " items";
            case "minProperties" -> "should have at least";
            case "maxProperties" -> "must have at most " + limit + " items";
            case "pattern" -> "should match '" + limit.asText() + "'";
            case "enum" -> "supported values: ";
            case "required" -> "Required value";
            case "type" -> "must be of type " + limit.asText();
            default -> throw new IllegalStateException(keyword);
        };
    }

    private static JsonNode without(JsonNode valid, String field) {
        ObjectNode changed = valid.deepCopy();
        changed.remove(field);
        return changed;
    }

    private static JsonNode properties(int count) {
        ObjectNode many = JSON.objectNode();
        for (int i = 0; i < count; i++) {
            many.put("key" + i, "value");
        }
        return many;
    }

    private static JsonNode repeated(JsonNode valid, int count) {
        ArrayNode many = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            many.add(valid.get(0).deepCopy());
        }
        return many;
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "spec" : "spec." + path) + " " + keyword + " "
                + (keyword.equals("pattern") || limit.isContainerNode() ? "" : limit.asText());
    }
}
