package dev.promptlib.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.TestAbortedException;

/**
 * The cluster of this test run: the one that is named, else k3s in Docker, else localkube. It is started when it is first asked
 * for and stopped at the end of the run. Where none can be had, tests that ask are aborted, which counts as skipped.
 */
public final class TestCluster {
    private static final List<ClusterSource> SOURCES =
            List.of(new NamedCluster(), new K3sCluster(), new LocalkubeCluster());
    private static final Map<Tier, TestCluster> FOUND = new EnumMap<>(Tier.class);
    private static final Map<Tier, RuntimeException> MISSING = new EnumMap<>(Tier.class);

    private static final List<TestCluster> OWN = new ArrayList<>();

    private final RunningCluster running;
    private final KubernetesClient client;
    private boolean hasCrds;

    private TestCluster(RunningCluster running) {
        this.running = running;
        this.client = new KubernetesClientBuilder().withConfig(config()).build();
    }

    /** An API server with its controllers; nothing runs on it. */
    public static TestCluster api() {
        return of(Tier.IT);
    }

    /** A cluster that runs pods. */
    public static TestCluster full() {
        return of(Tier.E2E);
    }

    /** An API server that nobody else uses, and that has had nothing installed. */
    public static TestCluster fresh() {
        try {
            return ready(new LocalkubeCluster().start(Tier.IT), Tier.IT);
        } catch (ClusterUnavailable e) {
            TestRun.say("!! NOT TESTED on a fresh API server: " + e.getMessage());
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    /** k3s in Docker, besides the cluster of this run; where that is k3s, the tests that ask have nothing to add. */
    public static synchronized TestCluster k3s() {
        if (FOUND.containsKey(Tier.E2E) && FOUND.get(Tier.E2E).images() instanceof K3sImages) {
            throw new TestAbortedException("all *E2E tests run on k3s in Docker already");
        }
        if (OWN.isEmpty()) {
            try {
                OWN.add(ready(new K3sCluster().startWithDocker(), Tier.E2E));
            } catch (ClusterUnavailable e) {
                TestRun.say("!! NOT TESTED on k3s in Docker: " + e.getMessage());
                throw new TestAbortedException(e.getMessage(), e);
            }
        }
        return OWN.get(0);
    }

    /** The clusters with pods that there are now, without starting any. */
    static synchronized List<TestCluster> started() {
        return Stream.concat(Optional.ofNullable(FOUND.get(Tier.E2E)).stream(), OWN.stream())
                .toList();
    }

    /** Where its ingress controller answers HTTPS, where the tests know one. */
    public Optional<URI> ingress() {
        return Optional.ofNullable(running.ingress().get());
    }

    ImageStore images() {
        return running.images();
    }

    /** What it is, for people. */
    public String origin() {
        return running.origin();
    }

    /** The kubeconfig of a user who may do everything. */
    public Path kubeconfig() {
        return running.kubeconfig();
    }

    /** A client of a user who may do everything. Shared: do not close it. */
    public KubernetesClient client() {
        return client;
    }

    public Config config() {
        Config config = Config.fromKubeconfig(running.kubeconfig().toFile());
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        // However busy the machine is that runs all of it.
        config.setRequestTimeout(60_000);
        return config;
    }

    /** The certificates, in PEM, that the API server is known by. */
    public String certificateAuthority() {
        Config config = config();
        try {
            return config.getCaCertFile() != null
                    ? Files.readString(Path.of(config.getCaCertFile()))
                    : new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same cluster with the CRDs of this repository, which are there once this returns. */
    public synchronized TestCluster withCrds() {
        if (!hasCrds) {
            new Crds(client).install();
            hasCrds = true;
        }
        return this;
    }

    static synchronized TestCluster of(Tier tier) {
        if (MISSING.containsKey(tier)) {
            throw MISSING.get(tier);
        }
        return FOUND.computeIfAbsent(tier, TestCluster::find);
    }

    private static TestCluster find(Tier tier) {
        List<String> reasons = new ArrayList<>();
        for (ClusterSource source : NamedCluster.isNamed() ? SOURCES.subList(0, 1) : SOURCES) {
            try {
                return ready(source.start(tier), tier);
            } catch (ClusterUnavailable e) {
                reasons.add(e.getMessage());
                if (!(source instanceof NamedCluster)) {
                    TestRun.say(e.getMessage());
                }
            }
        }
        String all = "no cluster for " + tier.tests + ": " + String.join("; ", reasons);
        if (NamedCluster.isNamed()) {
            // Another cluster, or none, is not what was asked for.
            MISSING.put(tier, new IllegalStateException(all));
        } else {
            MISSING.put(tier, new TestAbortedException(all));
            SkippedTiers.add(tier, reasons);
        }
        throw MISSING.get(tier);
    }

    private static TestCluster ready(RunningCluster running, Tier tier) throws ClusterUnavailable {
        TestCluster cluster = new TestCluster(running);
        TestRun.atEnd(cluster.client);
        try {
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> cluster.hasControllers() && (tier == Tier.IT || cluster.hasReadyNode()));
        } catch (ConditionTimeoutException e) {
            throw new ClusterUnavailable(running.origin() + " does not answer, or is not " + tier.needs);
        }
        TestRun.say("using " + running.origin() + ", "
                + cluster.client.getKubernetesVersion().getGitVersion());
        return cluster;
    }

    private boolean hasControllers() {
        return client.serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .get()
                != null;
    }

    private boolean hasReadyNode() {
        return client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getConditions().stream())
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }
}
