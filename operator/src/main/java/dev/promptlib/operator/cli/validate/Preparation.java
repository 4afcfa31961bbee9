package dev.promptlib.operator.cli.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API server makes of an object before it checks it: fields it does not know go, defaults come. */
final class Preparation {
    private static final Set<String> METADATA = Set.of(
            "annotations",
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "finalizers",
            "generateName",
            "generation",
            "labels",
            "managedFields",
            "name",
            "namespace",
            "ownerReferences",
            "resourceVersion",
            "selfLink",
            "uid");

    private final List<Complaint> complaints = new ArrayList<>();

    Map<String, Object> prepare(Map<String, Object> object, Schema schema) {
        Map<String, Object> prepared = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (name.equals("metadata")) {
                prepared.put(name, metadata(value));
            } else if (name.equals("apiVersion") || name.equals("kind")) {
                prepared.put(name, value);
            } else if (schema.property(name).isEmpty()) {
                unknown(name, name, schema.properties());
            } else if (value != null) {
                prepared.put(name, value(name, value, schema.property(name).get()));
            }
        });
        return prepared;
    }

    List<Complaint> complaints() {
        return complaints;
    }

    private Object metadata(Object value) {
        if (value instanceof Map<?, ?> metadata) {
            metadata.keySet().stream()
                    .filter(name -> !METADATA.contains(name))
                    .forEach(name -> unknown("metadata." + name, String.valueOf(name), METADATA));
        }
        return value;
    }

    private Object value(String path, Object value, Schema schema) {
        if (value instanceof Map<?, ?> map
                && (schema.definition().get("properties") != null
                        || schema.additional().isPresent())) {
            return map(path, map, schema);
        }
        if (value instanceof List<?> list && schema.items().isPresent()) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                Object item = list.get(i);
                items.add(
                        item == null
                                ? null
                                : value(
                                        path + "[" + i + "]",
                                        item,
                                        schema.items().get()));
            }
            return items;
        }
        return value;
    }

    private Map<String, Object> map(String path, Map<?, ?> map, Schema schema) {
        Map<String, Object> prepared = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            String at = path + "." + name;
            if (schema.property(name).isEmpty()) {
                if (schema.keepsUnknownFields()) {
                    prepared.put(name, value);
                } else {
                    unknown(at, name, schema.properties());
                }
            } else if (value != null || !schema.properties().contains(name)) {
                prepared.put(
                        name,
                        value == null
                                ? null
                                : value(at, value, schema.property(name).get()));
            }
        });
        for (Object property : schema.properties()) {
            String name = String.valueOf(property);
            Schema of = schema.property(name).orElseThrow();
            if (!prepared.containsKey(name) && of.defaultValue() != null) {
                prepared.put(name, value(path + "." + name, of.defaultValue(), of));
            }
        }
        return prepared;
    }

    private void unknown(String path, String name, Set<?> known) {
        String guess =
                Similar.to(name, known).map(n -> " (did you mean " + n + "?)").orElse("");
        complaints.add(Complaint.of(path, "unknown field \"" + path + "\"" + guess));
    }
}
