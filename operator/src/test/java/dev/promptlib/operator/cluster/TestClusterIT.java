package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestClusterIT {
    private final TestCluster cluster = TestCluster.api();

    @Test
    void isTheSameForAllTests() {
        assertThat(TestCluster.api()).isSameAs(cluster);
        assertThat(cluster.kubeconfig()).isRegularFile();
    }

    @Test
    void servesTheKindsOfThisRepository() {
        assertThat(cluster.withCrds()
                        .client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("promptlibraries.promptlib.dev")
                        .get())
                .isNotNull();
    }

    @Test
    void deletesANamespaceWithAllThatIsInIt() {
        TestNamespace namespace = TestNamespace.in(cluster, "namespace");
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("map")
                .withNamespace(namespace.name())
                .endMetadata()
                .build();
        cluster.client().resource(map).create();

        namespace.close();

        // Those of tests before this one, hundreds of them, may still be going, and come first.
        await().atMost(Duration.ofMinutes(4))
                .until(() ->
                        cluster.client().namespaces().withName(namespace.name()).get() == null);
    }
}
