package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many people edit at the same time as the operator works: the last edit is what counts. */
class LostEditsIT {
    private static final int RESOURCES = 5;
    private static final int EDITORS = 5;
    private static final int EDITS = 20;

    @Test
    void followsTheLastOfManyEdits() throws Exception {
        String spec = Specs.BARE.replace("port: 8000,", "port: 8000, replicas: 0,");
        try (Stage stage = Stage.open("edits")) {
            List<String> names =
                    IntStream.range(0, RESOURCES).mapToObj(i -> "shop" + i).toList();
            names.forEach(name -> stage.apply(name, spec));

            var editors = Executors.newFixedThreadPool(RESOURCES * EDITORS);
            List<Callable<Void>> work = new ArrayList<>();
            for (String name : names) {
                for (int editor = 0; editor < EDITORS; editor++) {
                    work.add(edits(stage, name, editor));
                }
            }
            for (Future<Void> done : editors.invokeAll(work)) {
                done.get();
            }
            editors.shutdown();

            for (String name : names) {
                stage.awaitReady(name);
                PromptLibrary last = stage.resource(name).get();
                assertThat(last.getMetadata().getGeneration()).isGreaterThanOrEqualTo(EDITORS * EDITS);
                assertThat(edit(stage.client
                                .apps()
                                .deployments()
                                .inNamespace(stage.namespace)
                                .withName(name + "-app")
                                .get()
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .get(0)
                                .getEnv()))
                        .isEqualTo(edit(last.getSpec().components().get(0).env()));
            }
        }
    }

    private static Callable<Void> edits(Stage stage, String name, int editor) {
        return () -> {
            for (int i = 0; i < EDITS; i++) {
                stage.resource(name)
                        .patch(
                                PatchContext.of(PatchType.JSON),
                                """
                        [{"op": "add", "path": "/spec/components/0/env",
                          "value": [{"name": "EDIT", "value": "%d of %d"}]}]"""
                                        .formatted(i, editor));
            }
            return null;
        };
    }

    private static String edit(List<EnvVar> env) {
        return env.stream()
                .filter(variable -> variable.getName().equals("EDIT"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }
}
