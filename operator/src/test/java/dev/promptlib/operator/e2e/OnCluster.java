package dev.promptlib.operator.e2e;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What these tests start with: a cluster, the operator on it, and namespaces of their own. Tests of a class share a stack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OnCluster {
    final TestCluster cluster = TestCluster.full();
    final KubernetesClient client = cluster.client();
    final InstalledOperator operator = InstalledOperator.on(cluster);
    private final List<TestNamespace> namespaces = new ArrayList<>();

    TestNamespace namespace(String purpose) {
        TestNamespace namespace = TestNamespace.in(cluster, purpose);
        namespaces.add(namespace);
        return namespace;
    }

    /** A resource of the test resources in e2e/. */
    static String yaml(String name) {
        try (var in = OnCluster.class.getResourceAsStream("/e2e/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stack that is backed up, and whose components store nothing themselves. */
    static String databaseWithBackups() {
        return yaml("backup").replaceFirst("(?m)^      storage:\n        - .*uploads.*\n", "");
    }

    static boolean isReady(List<Pod> pods, int count) {
        return pods.size() == count && pods.stream().allMatch(Readiness::isPodReady);
    }

    @AfterAll
    void leave() {
        namespaces.forEach(TestNamespace::close);
    }
}
