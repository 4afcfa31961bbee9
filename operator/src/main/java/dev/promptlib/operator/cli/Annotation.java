package dev.promptlib.operator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** A wish that the operator reads from the resource. */
record Annotation(Target target, String name) {
    /** Null takes it away. */
    void set(String value) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").put(name, value);
        target.resource()
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("promptlib")
                                .build(),
                        patch.toString());
    }
}
