package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.FakeKubelet;
import dev.promptlib.operator.cluster.Helm;
import dev.promptlib.operator.cluster.Launcher;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What docs/install.md says to type can be typed, from the first command to the last, by each of its two ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallCommandsIT {
    private static final int KUBECTL = 0;
    private static final int HELM = 1;
    private static final int BOTH = 2;

    @TempDir
    static Path folder;

    private final Page page = new Page("install");
    private final List<Page.Block> typed = new ArrayList<>();
    private String preparation;
    private TestCluster cluster;
    private FakeKubelet kubelet;
    private Launcher launcher;

    @BeforeAll
    void start() throws IOException {
        preparation = "cd '%s'; helm() { '%s' \"$@\"; }\n".formatted(Repository.file(""), Helm.command());
        cluster = TestCluster.fresh();
        kubelet = FakeKubelet.start(cluster, "app.kubernetes.io/name=promptlib-operator");
        launcher = new Launcher(folder, cluster.kubeconfig());
    }

    @AfterAll
    void stop() {
        if (kubelet != null) {
            kubelet.close();
        }
    }

    @Test
    @Order(1)
    void areRightWithKubectl() throws IOException {
        type(page.section("With kubectl").get(0));
        type(page.section("Upgrade").get(KUBECTL));
        uninstall(KUBECTL);
    }

    @Test
    @Order(2)
    void areRightWithHelm() throws IOException {
        type(page.section("With Helm").get(0));
        said("-n promptlib-system rollout status deployment/promptlib-operator");
        assertThat(rightsIn("default")).contains("secrets");
        String rights = type(page.section("Which namespaces").get(0));
        assertThat(rights).contains("secrets");
        type(page.section("Upgrade").get(HELM));
        assertThat(rightsIn("shop")).contains("secrets");
        assertThat(rightsIn("default")).doesNotContain("secrets");
        uninstall(HELM);
    }

    @Test
    @Order(3)
    void areRightForTheImage() throws IOException {
        Page.Block block = page.section("The image").get(0);
        typed.add(block);
        Path archive = folder.resolve("operator.tar");
        String command = block.commands().get(0);

        // No registry is at hand, neither to pull the base from nor to push to.
        assertThat(succeeds(command.replace("--base eclipse-temurin:25-jre", "")
                        .replace("--push", "--out '" + archive + "'")))
                .startsWith("registry.example.com/promptlib/operator:0.1.0@sha256:");
        assertThat(succeeds("tar -xOf '" + archive + "' config.json"))
                .contains("\"Entrypoint\":[\"java\",\"-jar\",\"/app/quarkus-run.jar\"]", "\"User\":\"1001:0\"");
    }

    @Test
    @Order(4)
    void areAllOfThePage() throws IOException {
        assertThat(typed).containsAll(page.blocks());
    }

    /** A PromptLibrary outlives the operator; then nothing is left. */
    private void uninstall(int way) throws IOException {
        Stack stack = Stack.create(cluster.client(), TestNamespace.in(cluster, "install"), OnCluster.yaml("cache"));
        type(page.section("Uninstall").get(way));
        assertThat(stack.get()).isNotNull();
        assertThat(said("get clusterroles,clusterrolebindings -o name")).doesNotContain("promptlib");

        // No operator has anything to carry out here.
        stack.delete();
        type(page.section("Uninstall").get(BOTH));
        assertThat(said("get crds -o name")).doesNotContain("promptlib");
    }

    private String rightsIn(String namespace) {
        return said("auth can-i --list --namespace " + namespace
                + " --as=system:serviceaccount:promptlib-system:promptlib-operator");
    }

    private String said(String kubectl) {
        return succeeds("kubectl " + kubectl);
    }

    /** Returns what the commands say. */
    private String type(Page.Block block) {
        typed.add(block);
        return block.commands().stream().map(this::succeeds).collect(Collectors.joining());
    }

    private String succeeds(String command) {
        var outcome = launcher.shell(preparation + command);
        assertThat(outcome.exitCode())
                .as("%s says: %s%s", command, outcome.out(), outcome.err())
                .isZero();
        return outcome.out();
    }
}
