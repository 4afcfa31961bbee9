package dev.promptlib.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The CRD of one Java type, with what the generator cannot say put right. */
record CrdFile(String fileName, ObjectNode crd) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final String HEADER = "# Generated from the Java types by CrdsTest. Do not edit.\n";

    static CrdFile of(Class<? extends CustomResource<?, ?>> type, String description, Path scratch) {
        var generated = new CRDGenerator()
                .customResourceClasses(type)
                .forCRDVersions("v1")
                .inOutputDir(scratch.toFile())
                .detailedGenerate();
        String name =
                generated.getCRDDetailsPerNameAndVersion().keySet().iterator().next();
        try {
            ObjectNode crd =
                    (ObjectNode) YAML.readTree(scratch.resolve(name + "-v1.yml").toFile());
            sortColumns(crd, type);
            describe(crd, description);
            // Nobody can carry out a resource without one; the generator asks for no field of its own accord.
            schema(crd).putArray("required").add("spec");
            wholeNumbers(crd);
            return new CrdFile(name + ".yaml", crd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String yaml() throws IOException {
        return HEADER + YAML.writeValueAsString(crd);
    }

    ObjectNode schema() {
        return schema(crd);
    }

    private static ObjectNode schema(ObjectNode crd) {
        return (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
    }

    /** The generator sorts the columns by name; people read them as they were declared. */
    private static void sortColumns(ObjectNode crd, Class<?> type) {
        Map<String, JsonNode> byName = new HashMap<>();
        ArrayNode columns = (ArrayNode) crd.at("/spec/versions/0/additionalPrinterColumns");
        columns.forEach(column -> byName.put(column.get("name").asText(), column));
        columns.removeAll();
        for (var declared : type.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            columns.add(byName.get(declared.name()));
        }
    }

    private static void describe(ObjectNode crd, String description) {
        ObjectNode schema = schema(crd);
        put(schema, "description", description);
        put((ObjectNode) schema.at("/properties/spec"), "description", "What is asked for.");
        put((ObjectNode) schema.at("/properties/status"), "description", "What the operator sees. It alone writes it.");
    }

    /** Puts a field first. */
    private static void put(ObjectNode object, String field, String value) {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        object.properties().forEach(entry -> rest.put(entry.getKey(), entry.getValue()));
        object.removeAll();
        object.put(field, value);
        object.setAll(rest);
    }

    /** The generator writes 2147483647 as 2.147483647E9, which some readers of YAML take for a text. */
    private static void wholeNumbers(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> whole = new ArrayList<>();
            object.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                if (value.isFloatingPointNumber() && value.doubleValue() == Math.rint(value.doubleValue())) {
                    whole.add(entry.getKey());
                }
                wholeNumbers(value);
            });
            whole.forEach(field ->
                    object.set(field, LongNode.valueOf(object.get(field).longValue())));
        } else {
            node.forEach(CrdFile::wholeNumbers);
        }
    }
}
