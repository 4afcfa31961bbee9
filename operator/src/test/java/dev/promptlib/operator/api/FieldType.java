package dev.promptlib.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A field's type and bounds in a few words. */
final class FieldType {
    private FieldType() {}

    static String of(JsonNode field) {
        if (field.has("enum")) {
            return StreamSupport.stream(field.get("enum").spliterator(), false)
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (field.has("items")) {
            return "list of " + plural(of(field.get("items"))) + bounds(field, "minItems", "maxItems");
        }
        if (field.path("additionalProperties").isObject()) {
            return "map of " + plural(of(field.get("additionalProperties")))
                    + bounds(field, "minProperties", "maxProperties");
        }
        String type = field.path("type").asText("integer or string");
        return type
                + switch (type) {
                    case "integer" -> bounds(field, "minimum", "maximum");
                    case "string" -> text(field);
                    default -> "";
                };
    }

    /** A pattern says more than the longest length, which hardly anyone meets. */
    private static String text(JsonNode field) {
        return field.has("pattern") ? " like `" + field.get("pattern").asText().replace("|", "\\|") + "`" : "";
    }

    private static String plural(String type) {
        return type.startsWith("`") ? type : type.replaceFirst("^(\\w+)", "$1s");
    }

    private static String bounds(JsonNode field, String least, String most) {
        if (!field.has(most)) {
            return "";
        }
        String limit = field.get(most).asText();
        return field.has(least) ? ", " + field.get(least).asText() + " to " + limit : ", at most " + limit;
    }
}
