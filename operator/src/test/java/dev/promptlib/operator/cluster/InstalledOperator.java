package dev.promptlib.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operator as users install it: its image, helm/install.yaml, and its own ServiceAccount. Installed once a cluster and run. */
public final class InstalledOperator {
    public static final String NAMESPACE = "promptlib-system";
    public static final String NAME = "promptlib-operator";
    /** The lock of those who stop it or replace it, to write, and of those who need it to stay, to read. */
    public static final String LOCK = "the operator";

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Map<TestCluster, InstalledOperator> INSTALLED = new HashMap<>();

    private final TestCluster cluster;
    private final KubernetesClient client;

    private InstalledOperator(TestCluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    public static synchronized InstalledOperator on(TestCluster cluster) {
        return INSTALLED.computeIfAbsent(cluster, InstalledOperator::install);
    }

    /** The operator's pods, those that end left out. */
    public List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", NAME).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    public void scale(int replicas) {
        client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).scale(replicas);
        awaitReady();
    }

    /** Puts another version in its place, as an upgrade does. */
    public void upgrade() {
        try {
            String image = TestImages.loadNextOperator(cluster.images());
            client.apps()
                    .deployments()
                    .inNamespace(NAMESPACE)
                    .withName(NAME)
                    .edit(deployment -> withImage(deployment, image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    private static Deployment withImage(Deployment deployment, String image) {
        deployment.getSpec().getTemplate().getSpec().getContainers().get(0).setImage(image);
        return deployment;
    }

    /** The name of the pod that works; the others wait. */
    public String leader() {
        var lease = client.leases().inNamespace(NAMESPACE).withName(NAME).get();
        return lease == null ? "" : lease.getSpec().getHolderIdentity();
    }

    public void deletePod(String name) {
        client.pods().inNamespace(NAMESPACE).withName(name).withGracePeriod(0).delete();
    }

    public void awaitReady() {
        await("the operator").atMost(LIMIT).until(() -> isRolledOut(deployment()));
    }

    private Deployment deployment() {
        return client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).get();
    }

    private static boolean isRolledOut(Deployment deployment) {
        var status = deployment.getStatus();
        Integer wanted = deployment.getSpec().getReplicas();
        return status != null
                && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && wanted.equals(status.getReplicas())
                && wanted.equals(status.getUpdatedReplicas())
                && wanted.equals(status.getAvailableReplicas());
    }

    private static InstalledOperator install(TestCluster cluster) {
        InstalledOperator operator = new InstalledOperator(cluster);
        if (cluster.client().namespaces().withName(NAMESPACE).get() == null) {
            TestRun.atEnd(operator::remove);
        }
        try {
            String image = TestImages.loadInto(cluster.images());
            operator.apply(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operator.awaitReady();
        return operator;
    }

    /** From a cluster that had none. Its CRDs stay: with them would go what others made meanwhile. */
    private void remove() throws IOException {
        for (HasMetadata object : manifest()) {
            if (!(object instanceof CustomResourceDefinition)) {
                client.resource(object).delete();
            }
        }
    }

    private List<HasMetadata> manifest() throws IOException {
        try (var manifest = Files.newInputStream(Repository.file("helm/install.yaml"))) {
            return client.load(manifest).items();
        }
    }

    /** The image's digest in the pods makes a cluster that ran an earlier build replace them. */
    private void apply(String image) throws IOException {
        for (HasMetadata object : manifest()) {
            if (object instanceof Deployment deployment) {
                deployment
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .setAnnotations(Map.of("promptlib.dev/test-image", image));
            }
            client.resource(object)
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("promptlib-tests")
                            .withForce(true)
                            .build());
        }
    }
}
