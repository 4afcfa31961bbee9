package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullClusterE2E {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    @Test
    void hasANodeAndAStorageClassByDefault() {
        TestCluster cluster = TestCluster.full();

        assertThat(cluster.client().nodes().list().getItems()).isNotEmpty();
        assertThat(cluster.client().storage().v1().storageClasses().list().getItems())
                .anyMatch(storage ->
                        "true".equals(storage.getMetadata().getAnnotations().get(DEFAULT)));
    }
}
