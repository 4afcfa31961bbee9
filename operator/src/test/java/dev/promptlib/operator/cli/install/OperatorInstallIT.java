package dev.promptlib.operator.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whose operator it is that runs in the cluster. */
class OperatorInstallIT {
    private static final KubernetesClient CLIENT = TestCluster.api().withCrds().client();

    @Test
    void knowsItsOwnOperatorFromOneThatAnAdministratorApplied() throws IOException {
        GenericKubernetesResource deployment =
                Manifests.parse(Files.readString(Path.of("../helm/install.yaml"))).stream()
                        .filter(each -> each.getKind().equals("Deployment"))
                        .findFirst()
                        .orElseThrow();
        CLIENT.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(OperatorInstall.NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        try {
            CLIENT.resource(deployment).fieldManager("kubectl").serverSideApply();
            assertThat(install().foreign()).contains(OperatorInstall.NAMESPACE);
            CLIENT.resource(deployment).delete();

            new Objects(CLIENT).apply(deployment);
            assertThat(install().foreign()).isEmpty();
        } finally {
            CLIENT.resource(deployment).delete();
        }
    }

    private static OperatorInstall install() {
        return new OperatorInstall(
                CLIENT, new Terminal(new PrintWriter(new StringWriter()), false, false, System::nanoTime));
    }
}
