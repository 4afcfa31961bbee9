package dev.promptlib.operator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A system's example, made small enough for one small node. Ports, paths, users, limits and files stay as they are. */
final class StandIn {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonNode LITTLE = YAML.valueToTree(Map.of("cpu", "20m", "memory", "128Mi"));

    private StandIn() {}

    /** Applies all of it but the PromptLibrary, and returns that. */
    static String in(KubernetesClient client, String namespace, String yaml) throws IOException {
        List<JsonNode> libraries = new ArrayList<>();
        try (var parser = new YAMLFactory().createParser(yaml)) {
            for (JsonNode object :
                    YAML.<JsonNode>readValues(parser, JsonNode.class).readAll()) {
                if (object.get("kind").asText().equals("PromptLibrary")) {
                    libraries.add(object);
                } else {
                    client.resource(object.toString()).inNamespace(namespace).create();
                }
            }
        }
        ObjectNode spec = (ObjectNode) libraries.get(0).get("spec");
        spec.get("components").forEach(component -> small((ObjectNode) component));
        // The test cluster has PostgreSQL 17 only.
        ((ObjectNode) spec.path("database")).remove("version");
        if (spec.path("database").path("pooler") instanceof ObjectNode pooler) {
            pooler.put("replicas", 1);
        }
        return libraries.get(0).toString();
    }

    private static void small(ObjectNode component) {
        component.remove("autoscaling");
        component.put("replicas", 1);
        if (component.get("resources") instanceof ObjectNode resources) {
            resources.set("requests", LITTLE);
        } else {
            component.putObject("resources").set("requests", LITTLE);
        }
        component.path("storage").forEach(storage -> ((ObjectNode) storage).put("accessMode", "ReadWriteOnce"));
    }
}
