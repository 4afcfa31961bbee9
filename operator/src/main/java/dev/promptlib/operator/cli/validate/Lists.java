package dev.promptlib.operator.cli.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists that are maps by a key hold each key once. */
final class Lists {
    private final List<Complaint> complaints = new ArrayList<>();

    List<Complaint> check(String path, Object value, Schema schema) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> schema.property(String.valueOf(name))
                    .ifPresent(
                            property -> check(path.isEmpty() ? name.toString() : path + "." + name, each, property)));
        }
        if (value instanceof List<?> list && schema.items().isPresent()) {
            if (schema.text("x-kubernetes-list-type").filter("map"::equals).isPresent()) {
                keys(path, list, schema.list("x-kubernetes-list-map-keys"));
            }
            for (int i = 0; i < list.size(); i++) {
                check(path + "[" + i + "]", list.get(i), schema.items().get());
            }
        }
        return complaints;
    }

    private void keys(String path, List<?> list, List<?> keys) {
        Set<Map<Object, Object>> seen = new HashSet<>();
        Set<Map<Object, Object>> told = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Map)) {
                String must =
                        list.get(i) == null ? "cannot be null" : "must be an object for an array of list-type map";
                complaints.add(Complaint.of(path + "[" + i + "]", must));
            }
            if (list.get(i) instanceof Map<?, ?> item) {
                Map<Object, Object> key = new LinkedHashMap<>();
                keys.forEach(name -> key.put(name, item.get(name)));
                if (!seen.add(key) && told.add(key)) {
                    complaints.add(Complaint.of(path + "[" + i + "]", "Duplicate value: " + shown(key)));
                }
            }
        }
    }

    private static String shown(Map<Object, Object> key) {
        List<String> parts = new ArrayList<>();
        key.forEach((name, value) ->
                parts.add("\"" + name + "\":" + (value instanceof String ? "\"" + value + "\"" : value)));
        return "{" + String.join(",", parts) + "}";
    }
}
