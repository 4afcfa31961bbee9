package dev.promptlib.operator.cli.install;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The namespace of the library, made when it is not there. One that was there is left as it is. */
public record OwnNamespace(KubernetesClient client, String name) {
    private static final String MADE_BY = "promptlib.dev/made-by";

    public void make() {
        Namespace found = client.namespaces().withName(name).get();
        if (found != null && found.getMetadata().getDeletionTimestamp() != null) {
            client.namespaces().withName(name).waitUntilCondition(n -> n == null, 2, TimeUnit.MINUTES);
            found = null;
        }
        if (found == null || isOurs(found)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                            .withAnnotations(Map.of(MADE_BY, "up"))
                            .endMetadata()
                            .build())
                    .fieldManager("promptlib")
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    /** Whether `up` made it and nothing of anybody is left in it. */
    public boolean isOursAndEmpty() {
        Namespace found = client.namespaces().withName(name).get();
        return found != null
                && isOurs(found)
                && client.pods().inNamespace(name).list().getItems().stream()
                        .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                && client.persistentVolumeClaims()
                        .inNamespace(name)
                        .list()
                        .getItems()
                        .isEmpty()
                && client.apps()
                        .deployments()
                        .inNamespace(name)
                        .list()
                        .getItems()
                        .isEmpty()
                && client.apps()
                        .statefulSets()
                        .inNamespace(name)
                        .list()
                        .getItems()
                        .isEmpty()
                && client.secrets().inNamespace(name).list().getItems().isEmpty();
    }

    public void remove(Duration limit) {
        client.namespaces()
                .withName(name)
                .withTimeout(limit.toSeconds(), TimeUnit.SECONDS)
                .delete();
    }

    private static boolean isOurs(Namespace found) {
        return found.getMetadata().getAnnotations() != null
                && found.getMetadata().getAnnotations().containsKey(MADE_BY);
    }
}
