package dev.promptlib.operator.cluster;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The operator's own ServiceAccount with the permissions that the installation gives it, and no others. */
public final class OperatorIdentity {
    /** What of an installation says who may do what. */
    private static final Set<String> ACCESS =
            Set.of("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("promptlib-tests")
            .withForce(true)
            .build();
    private static final long HOURS = 3600;

    private final TestCluster cluster;
    private final ServiceAccount account;

    private OperatorIdentity(TestCluster cluster, ServiceAccount account) {
        this.cluster = cluster;
        this.account = account;
    }

    /** As helm/install.yaml installs it. */
    public static OperatorIdentity in(TestCluster cluster) {
        return in(cluster, Repository.file("helm/install.yaml"));
    }

    static OperatorIdentity in(TestCluster cluster, Path installation) {
        List<HasMetadata> access = read(cluster.client(), installation);
        ServiceAccount account = access.stream()
                .filter(ServiceAccount.class::isInstance)
                .map(ServiceAccount.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(installation + " has no ServiceAccount"));
        access.stream()
                .map(object -> object.getMetadata().getNamespace())
                .filter(namespace -> namespace != null)
                .distinct()
                .forEach(namespace -> makeNamespace(cluster.client(), namespace));
        access.forEach(object -> cluster.client().resource(object).patch(APPLY));
        return new OperatorIdentity(cluster, account);
    }

    public String namespace() {
        return account.getMetadata().getNamespace();
    }

    /** A kubeconfig that leads straight to the API server. */
    public Path kubeconfig() {
        return kubeconfig(cluster.config().getMasterUrl(), cluster.certificateAuthority());
    }

    /** A kubeconfig that leads through a proxy. */
    public Path kubeconfig(ApiProxy proxy) {
        return kubeconfig(proxy.url(), null);
    }

    private Path kubeconfig(String server, String certificateAuthority) {
        var config = new ConfigBuilder()
                .addNewCluster()
                .withName("test")
                .withNewCluster()
                .withServer(server)
                .withCertificateAuthorityData(base64(certificateAuthority))
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName("operator")
                .withNewUser()
                .withToken(token())
                .endUser()
                .endUser()
                .addNewContext()
                .withName("test")
                .withNewContext()
                .withCluster("test")
                .withUser("operator")
                .withNamespace(namespace())
                .endContext()
                .endContext()
                .withCurrentContext("test")
                .build();
        try {
            Path file = Files.createTempFile(Repository.output("it-clusters"), "operator-", ".kubeconfig");
            file.toFile().deleteOnExit();
            return Files.writeString(file, Serialization.asYaml(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(3 * HOURS)
                .endSpec()
                .build();
        return cluster.client()
                .serviceAccounts()
                .resource(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    private static String base64(String text) {
        return text == null ? null : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<HasMetadata> read(KubernetesClient client, Path installation) {
        try (InputStream in = Files.newInputStream(installation)) {
            return client.load(in).items().stream()
                    .filter(object -> ACCESS.contains(object.getKind()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeNamespace(KubernetesClient client, String name) {
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
        client.namespaces().resource(namespace).patch(APPLY);
    }
}
