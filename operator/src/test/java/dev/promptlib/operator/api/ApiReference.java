package dev.promptlib.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** docs/api-reference.md: every field of a resource, in one table for each part of its spec and one for its status. */
record ApiReference(CrdFile crd) {
    private static final String HEAD =
            """
            # %s

            <!-- Generated from the Java types by CrdsTest. Do not edit. -->

            %s

            `apiVersion: %s`, `kind: %s`, short name `%s`. Fields marked * are required. A default in words is chosen by the
            operator; all others are filled in by the API server. "As in a pod" leads to the
            [Kubernetes API](https://kubernetes.io/docs/reference/kubernetes-api/).
            """;
    private static final String TABLE = "\n| path | type | default | description |\n|---|---|---|---|\n";

    String markdown() {
        JsonNode schema = crd.schema();
        JsonNode definition = crd.crd().get("spec");
        String kind = definition.at("/names/kind").asText();
        StringBuilder page = new StringBuilder(HEAD.formatted(
                kind,
                schema.get("description").asText(),
                definition.get("group").asText() + "/"
                        + definition.at("/versions/0/name").asText(),
                kind,
                definition.at("/names/shortNames/0").asText()));
        JsonNode spec = schema.at("/properties/spec");
        section(page, "spec", rows("", spec, false));
        for (Map.Entry<String, JsonNode> part : fields(spec)) {
            if (isPart(part.getValue())) {
                section(
                        page,
                        "spec." + part.getKey(),
                        rows(part.getKey() + suffix(part.getValue()), content(part.getValue()), true));
            }
        }
        section(page, "status", rows("", schema.at("/properties/status"), true));
        return page.toString();
    }

    private static void section(StringBuilder page, String title, List<String> rows) {
        page.append("\n## ").append(title).append("\n").append(TABLE);
        rows.forEach(row -> page.append(row).append("\n"));
    }

    private static List<String> rows(String path, JsonNode schema, boolean deep) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : fields(schema)) {
            String fieldPath = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            rows.add(row(fieldPath, field.getKey(), field.getValue(), isRequired(schema, field.getKey())));
            if (deep && !PodTypes.contains(field.getKey())) {
                rows.addAll(rows(fieldPath + suffix(field.getValue()), content(field.getValue()), true));
            }
        }
        return rows;
    }

    private static String row(String path, String name, JsonNode field, boolean required) {
        return "| `%s`%s | %s | %s | %s |"
                .formatted(
                        path,
                        required ? " *" : "",
                        PodTypes.contains(name) ? "as in a pod" : FieldType.of(field),
                        field.has("default") ? "`" + field.get("default") + "`" : "",
                        field.path("description").asText().replace("|", "\\|"));
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(required -> required.asText().equals(field));
    }

    private static boolean isPart(JsonNode field) {
        return content(field).has("properties");
    }

    private static JsonNode content(JsonNode field) {
        return field.has("items") ? field.get("items") : field;
    }

    private static String suffix(JsonNode field) {
        return field.has("items") ? "[]" : "";
    }

    private static List<Map.Entry<String, JsonNode>> fields(JsonNode schema) {
        return schema.path("properties").properties().stream().collect(Collectors.toList());
    }
}
