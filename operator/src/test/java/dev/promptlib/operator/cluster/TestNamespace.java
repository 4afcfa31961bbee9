package dev.promptlib.operator.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A namespace of its own for one test or test class. Closing it deletes it without waiting. */
public final class TestNamespace implements AutoCloseable {
    private final KubernetesClient client;
    private final String name;

    private TestNamespace(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Pods in it must keep to the restricted pod security standard, as in a well kept production. */
    public static TestNamespace in(TestCluster cluster, String purpose) {
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName("it-" + purpose + "-")
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .addToLabels("pod-security.kubernetes.io/warn", "restricted")
                .endMetadata()
                .build();
        var created = cluster.client().namespaces().resource(namespace).create();
        return new TestNamespace(cluster.client(), created.getMetadata().getName());
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        client.namespaces().withName(name).delete();
    }

    @Override
    public String toString() {
        return name;
    }
}
