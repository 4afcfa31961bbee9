package dev.promptlib.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Puts the CRDs of this repository into a cluster. */
record Crds(KubernetesClient client) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    void install() {
        try (var files = Files.list(Repository.file("crds"))) {
            files.filter(file -> file.toString().endsWith(".yaml")).forEach(this::install);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(Path file) {
        var crds = client.apiextensions().v1().customResourceDefinitions();
        CustomResourceDefinition crd = crds.load(file.toFile()).item();
        crds.resource(crd)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("promptlib-tests")
                        .withForce(true)
                        .build());
        String name = crd.getMetadata().getName();
        await(name).atMost(LIMIT).until(() -> isEstablished(crds.withName(name).get()));
        // The kind can still be unknown, or answer 429, for a moment.
        await(name).atMost(LIMIT).ignoreExceptions().until(() -> isServed(crd));
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private boolean isServed(CustomResourceDefinition crd) {
        var kind = CustomResourceDefinitionContext.fromCrd(crd);
        return client.genericKubernetesResources(kind).inAnyNamespace().list().getItems() != null;
    }
}
