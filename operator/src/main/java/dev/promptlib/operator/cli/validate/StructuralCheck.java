package dev.promptlib.operator.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Types, bounds, patterns, enums and required fields, with the API server's words. */
final class StructuralCheck {
    private final List<Complaint> complaints = new ArrayList<>();

    List<Complaint> check(Map<String, Object> object, Schema schema) {
        for (Object required : schema.list("required")) {
            if (!object.containsKey(String.valueOf(required))) {
                block(String.valueOf(required), "Required value");
            }
        }
        object.forEach((name, value) -> {
            if (!name.equals("metadata") && !name.equals("apiVersion") && !name.equals("kind")) {
                schema.property(name).ifPresent(property -> check(name, value, property));
            }
        });
        return complaints;
    }

    private void check(String path, Object value, Schema schema) {
        if (value == null && schema.is("nullable")) {
            return;
        }
        allowed(path, value, schema);
        List<String> types = types(schema);
        String type = typeOf(value);
        if (!types.isEmpty() && !types.contains(type) && !(type.equals("integer") && types.contains("number"))) {
            block(path, "must be of type " + String.join(",", types) + ": \"" + type + "\"");
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map(path, map, schema);
        } else if (value instanceof List<?> list) {
            list(path, list, schema);
        } else if (value instanceof String text) {
            text(path, text, schema);
        } else if (value instanceof Number number) {
            number(path, number, schema);
        }
    }

    private static List<String> types(Schema schema) {
        return schema.is(Schema.INT_OR_STRING)
                ? List.of("integer", "string")
                : schema.text("type").map(List::of).orElse(List.of());
    }

    private static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof String) {
            return "string";
        }
        return value instanceof Boolean ? "boolean" : value instanceof Double ? "number" : "integer";
    }

    private void allowed(String path, Object value, Schema schema) {
        List<?> allowed = schema.list("enum");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
            block(
                    path,
                    "Unsupported value: " + shown + ": supported values: "
                            + allowed.stream()
                                    .map(v -> "\"" + v + "\"")
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void map(String path, Map<?, ?> map, Schema schema) {
        for (Object required : schema.list("required")) {
            if (!map.containsKey(required)) {
                block(path + "." + required, "Required value");
            }
        }
        schema.number("minProperties")
                .filter(min -> map.size() < min.longValue())
                .ifPresent(min -> add(path, "should have at least " + min + " properties"));
        schema.number("maxProperties")
                .filter(max -> map.size() > max.longValue())
                .ifPresent(max -> tooMany(path, map.size(), max));
        map.forEach((name, value) ->
                schema.property(String.valueOf(name)).ifPresent(property -> check(path + "." + name, value, property)));
    }

    private void list(String path, List<?> list, Schema schema) {
        schema.number("minItems")
                .filter(min -> list.size() < min.longValue())
                .ifPresent(min -> add(path, "should have at least " + min + " items"));
        schema.number("maxItems")
                .filter(max -> list.size() > max.longValue())
                .ifPresent(max -> tooMany(path, list.size(), max));
        for (int i = 0; i < list.size() && schema.items().isPresent(); i++) {
            check(path + "[" + i + "]", list.get(i), schema.items().get());
        }
    }

    /** Of a text only the first thing that is wrong is said. */
    private void text(String path, String text, Schema schema) {
        long length = text.codePointCount(0, text.length());
        Optional<Number> max = schema.number("maxLength");
        Optional<Number> min = schema.number("minLength");
        Optional<String> pattern = schema.text("pattern");
        if (max.isPresent() && length > max.get().longValue()) {
            block(path, "Too long: may not be more than " + max.get() + " bytes");
        } else if (min.isPresent() && length < min.get().longValue()) {
            add(path, "should be at least " + min.get() + " chars long");
        } else if (pattern.isPresent()
                && !Pattern.compile(pattern.get()).matcher(text).find()) {
            add(path, "should match '" + pattern.get() + "'");
        }
    }

    private void number(String path, Number number, Schema schema) {
        schema.number("minimum")
                .filter(min -> number.doubleValue() < min.doubleValue())
                .ifPresent(min -> add(path, "should be greater than or equal to " + min));
        schema.number("maximum")
                .filter(max -> number.doubleValue() > max.doubleValue())
                .ifPresent(max -> add(path, "should be less than or equal to " + max));
    }

    private void tooMany(String path, int actual, Number max) {
        block(path, "Too many: " + actual + ": must have at most " + max + " items");
    }

    private void add(String path, String message) {
        complaints.add(Complaint.of(path, message));
    }

    private void block(String path, String message) {
        complaints.add(Complaint.blocking(path, message));
    }
}
