package dev.promptlib.operator.cli.image;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** Which images the cluster was given: an annotation in the cluster, so that it goes when the cluster goes. */
record Loaded(KubernetesClient client, String namespace) {
    private static final String PREFIX = "promptlib.dev/loaded-";

    boolean has(Recipe recipe, String image) {
        return Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> found.getMetadata().getAnnotations())
                .map(annotations -> image.equals(annotations.get(PREFIX + recipe.shortName())))
                .orElse(false);
    }

    void remember(Recipe recipe, String image) {
        Namespace wanted = new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .withAnnotations(Map.of(PREFIX + recipe.shortName(), image))
                .endMetadata()
                .build();
        // One manager for each image, or the second would take the annotation of the first away.
        client.resource(wanted)
                .fieldManager("promptlib-up-" + recipe.shortName())
                .forceConflicts()
                .serverSideApply();
    }
}
