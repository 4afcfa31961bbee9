package dev.promptlib.operator.api;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** At build time only: says which lists are maps by a key, and leaves one copy of each CEL rule of a record component. */
public class SchemaTouches implements SchemaCustomizer.Customizer {
    @Override
    public JSONSchemaProps apply(JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
        for (String entry : input.isBlank() ? new String[0] : input.split(",")) {
            String[] pair = entry.split("=");
            JSONSchemaProps list = schema.getProperties().get(pair[0]);
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(List.of(pair[1]));
            describeKey(list.getItems().getSchema(), pair[1]);
        }
        keepOneOfEachRule(schema);
        return schema;
    }

    /** Kubernetes' own types, such as EnvVar, bound no field: a key must be there, and rules are priced by its length. */
    private static void describeKey(JSONSchemaProps item, String key) {
        List<String> required = item.getRequired() == null ? List.of() : item.getRequired();
        if (!required.contains(key)) {
            List<String> withKey = new ArrayList<>(required);
            withKey.add(key);
            item.setRequired(withKey);
        }
        JSONSchemaProps property = item.getProperties().get(key);
        if (property.getMaxLength() == null && property.getEnum().isEmpty()) {
            property.setMaxLength(253L);
        }
    }

    private static void keepOneOfEachRule(JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(SchemaTouches::keepOneOfEachRule);
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            keepOneOfEachRule(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            keepOneOfEachRule(schema.getAdditionalProperties().getSchema());
        }
    }
}
