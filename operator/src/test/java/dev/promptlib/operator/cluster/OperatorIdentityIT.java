package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

class OperatorIdentityIT {
    private final TestCluster cluster = TestCluster.api();
    private final OperatorIdentity identity =
            OperatorIdentity.in(cluster, Repository.file("operator/src/test/resources/cluster/install.yaml"));

    @Test
    void mayDoWhatTheInstallationGrantsAndNothingElse() {
        try (KubernetesClient client = client()) {
            assertThat(mayGet(client, "configmaps")).isTrue();
            assertThat(mayGet(client, "secrets")).isFalse();
            assertThat(client.configMaps()
                            .inNamespace(identity.namespace())
                            .list()
                            .getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .doesNotContain("not-to-be-applied");
            assertThatThrownBy(() ->
                            client.secrets().inNamespace(identity.namespace()).list())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("system:serviceaccount:it-identity:limited");
        }
    }

    private KubernetesClient client() {
        Config config = Config.fromKubeconfig(identity.kubeconfig().toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static boolean mayGet(KubernetesClient client, String resource) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb("get")
                .withResource(resource)
                .withNamespace("default")
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }
}
