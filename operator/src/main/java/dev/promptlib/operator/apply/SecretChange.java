package dev.promptlib.operator.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Checksum;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;

/** Other values for a Secret, only in the version that was looked at, so that nobody's values are overwritten. */
record SecretChange(KubernetesClient client, Children children) {

    /** What tells values that the operator wrote from those of somebody else. */
    static String digest(Map<String, String> data) {
        return Checksum.ofObject(data);
    }

    /** What is no longer among the data goes; annotations come besides those that are there. */
    Secret write(Secret seen, Map<String, String> data, Map<String, String> annotations) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", seen.getMetadata().getResourceVersion());
        ObjectNode notes = metadata.putObject("annotations");
        annotations.forEach(notes::put);
        notes.put(Annotations.DIGEST, digest(data));
        ObjectNode values = patch.putObject("data");
        if (seen.getData() != null) {
            seen.getData().keySet().forEach(values::putNull);
        }
        data.forEach(values::put);
        Secret written = client.resource(seen).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        children.remember(written, Optional.of(seen));
        return written;
    }
}
