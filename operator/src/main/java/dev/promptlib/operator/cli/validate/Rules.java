package dev.promptlib.operator.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CEL rules of a schema, and whether an object keeps those that are about a new one. */
final class Rules {
    /** Rules with this word compare with what was before, and a file has no before. */
    private static final String BEFORE = "oldSelf";

    private final Cel cel;
    private final List<Complaint> complaints = new ArrayList<>();

    Rules(Cel cel) {
        this.cel = cel;
    }

    List<Complaint> check(Map<String, Object> object, Schema schema) {
        check("", object, schema);
        return complaints;
    }

    private void check(String path, Object value, Schema schema) {
        rules(schema).forEach(rule -> {
            if (!cel.holds(text(rule, "rule"), value)) {
                complaints.add(Complaint.of(place(path, rule), text(rule, "message")));
            }
        });
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> schema.property(String.valueOf(name))
                    .filter(property -> each != null)
                    .ifPresent(
                            property -> check(path.isEmpty() ? name.toString() : path + "." + name, each, property)));
        }
        if (value instanceof List<?> list && schema.items().isPresent()) {
            for (int i = 0; i < list.size(); i++) {
                check(path + "[" + i + "]", list.get(i), schema.items().get());
            }
        }
    }

    /** All rules that are about a new object. */
    private static Stream<Map<?, ?>> rules(Schema schema) {
        return schema.list("x-kubernetes-validations").stream()
                .<Map<?, ?>>map(rule -> (Map<?, ?>) rule)
                .filter(rule -> !text(rule, "rule").contains(BEFORE));
    }

    private static String place(String path, Map<?, ?> rule) {
        Object field = rule.get("fieldPath");
        String place = field == null ? path : path + field;
        return place.startsWith(".") ? place.substring(1) : place;
    }

    private static String text(Map<?, ?> rule, String field) {
        return String.valueOf(rule.get(field));
    }
}
