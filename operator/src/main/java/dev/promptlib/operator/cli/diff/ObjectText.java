package dev.promptlib.operator.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promptlib.operator.cli.OutputOption;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Two versions of an object as people compare them: what the server adds is left out, and values of Secrets are hidden. */
record ObjectText(List<String> before, List<String> after) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_THE_SERVER =
            List.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");

    /** Either may be null. */
    static ObjectText of(HasMetadata before, HasMetadata after) {
        ObjectNode old = tree(before);
        ObjectNode now = tree(after);
        hide(old, now, "data");
        hide(old, now, "stringData");
        return new ObjectText(lines(old), lines(now));
    }

    boolean same() {
        return before.equals(after);
    }

    private static ObjectNode tree(HasMetadata object) {
        if (object == null) {
            return null;
        }
        ObjectNode tree = JSON.valueToTree(object);
        tree.remove("status");
        ((ObjectNode) tree.path("metadata")).remove(OF_THE_SERVER);
        return tree;
    }

    private static List<String> lines(ObjectNode tree) {
        return tree == null ? List.of() : OutputOption.yaml(tree).lines().toList();
    }

    /** Whether a value changes may be seen, the value may not. */
    private static void hide(ObjectNode before, ObjectNode after, String field) {
        if (!isSecret(before) && !isSecret(after)) {
            return;
        }
        for (String key : keys(before, after, field)) {
            JsonNode old = before == null ? null : before.path(field).get(key);
            JsonNode now = after == null ? null : after.path(field).get(key);
            boolean changes = old != null && now != null && !old.equals(now);
            put(before, field, key, changes ? "*** (before)" : "***");
            put(after, field, key, changes ? "*** (after)" : "***");
        }
    }

    private static boolean isSecret(ObjectNode tree) {
        return tree != null && tree.path("kind").asText().equals("Secret");
    }

    private static List<String> keys(ObjectNode before, ObjectNode after, String field) {
        List<String> keys = new ArrayList<>();
        for (ObjectNode each : new ObjectNode[] {before, after}) {
            if (each != null) {
                each.path(field).fieldNames().forEachRemaining(keys::add);
            }
        }
        return keys.stream().distinct().toList();
    }

    private static void put(ObjectNode tree, String field, String key, String shown) {
        if (tree != null && tree.path(field).has(key)) {
            ((ObjectNode) tree.get(field)).put(key, shown);
        }
    }
}
