package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What a user does first: applies examples/promptlib.yaml, uses what comes of it, and changes its configuration. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FirstStackStory {
    private static final String SETTINGS = "/components/0/config/0";

    private KubernetesClient client;
    private TestNamespace namespace;
    private StatusHistory history;
    private Stack stack;

    abstract TestCluster cluster();

    @BeforeAll
    void applyTheExample() throws IOException {
        TestCluster cluster = cluster();
        client = cluster.client();
        InstalledOperator.on(cluster);
        namespace = TestNamespace.in(cluster, "first");
        history = new StatusHistory(client, namespace.name());
        Instant start = Instant.now();
        stack = Stack.create(client, namespace, Files.readString(Repository.file("examples/promptlib.yaml")))
                .awaitReady();
        System.err.printf(
                "[e2e] examples/promptlib.yaml is Ready on %s after %d s%n",
                cluster.origin(), Duration.between(start, Instant.now()).toSeconds());
    }

    @AfterAll
    void leave() {
        if (namespace != null) {
            history.close();
            namespace.close();
        }
    }

    @Test
    @Order(1)
    void isReadyNoSoonerThanItsPods() {
        await("the watch, which may tell it later than a request")
                .atMost(Duration.ofMinutes(1))
                .until(() -> history.entries().stream().anyMatch(entry -> entry.isTrue(Condition.Type.Ready)));
        StatusHistory.Entry first = history.entries().get(0);
        assertThat(first.condition(Condition.Type.Ready))
                .hasValueSatisfying(c -> assertThat(c.status()).isEqualTo(Condition.Status.False));
        assertThat(first.isTrue(Condition.Type.Reconciling)).isTrue();
        assertThat(history.entries())
                .filteredOn(entry -> entry.isTrue(Condition.Type.Ready))
                .allSatisfy(entry -> {
                    assertThat(entry.unreadyPods()).isZero();
                    assertThat(entry.condition(Condition.Type.Reconciling)).isEmpty();
                });
        assertThat(history.entries()).allSatisfy(entry -> assertThat(entry.condition(Condition.Type.Stalled))
                .isEmpty());
        assertThat(history.firstTrue(Condition.Type.DatabaseReady))
                .isLessThan(history.firstTrue(Condition.Type.ComponentsReady));
        assertThat(history.firstTrue(Condition.Type.CacheReady))
                .isLessThan(history.firstTrue(Condition.Type.ComponentsReady));
    }

    @Test
    @Order(2)
    void answersBehindItsServiceWithDatabaseAndCache() {
        try (App app = stack.app("app")) {
            App.Answer health = app.get(App.HEALTH);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().get("status").asText()).isEqualTo("healthy");
            assertThat(health.text()).contains("database", "cache").doesNotContain("unhealthy");
        }
    }

    @Test
    @Order(3)
    void keepsPromptsForThoseWhoHaveTheGeneratedToken() {
        String token = stack.secret("secrets", "API_TOKEN");
        try (App app = stack.app("app")) {
            assertThat(app.send("POST", App.PROMPTS, "", App.body("without a token"))
                            .status())
                    .isEqualTo(401);
            String id = app.add("first", token);
            String path = App.PROMPTS + "/" + id;
            assertThat(app.get(path).json().get("title").asText()).isEqualTo("first");
            assertThat(app.send("PUT", path, token, App.body("second")).status())
                    .isEqualTo(200);
            assertThat(app.get(path).json().get("title").asText()).isEqualTo("second");
            assertThat(app.get(path + "/versions").text()).contains("first");
            assertThat(app.get(App.PROMPTS + "?q=second").text()).contains(id);
            assertThat(app.send("DELETE", path, token, "").status()).isBetween(200, 204);
            assertThat(app.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    @Order(4)
    void showsInColumnsWhatPeopleLookFor() {
        JsonNode table = KubernetesTable.of(client, namespace.name());
        List<String> columns = table.get("columnDefinitions").findValuesAsText("name");
        assertThat(columns).contains("Name", "Ready", "Status", "Version", "URL", "Age");
        JsonNode cells = table.get("rows").get(0).get("cells");
        assertThat(cells.get(columns.indexOf("Ready")).asText()).isEqualTo("True");
        assertThat(cells.get(columns.indexOf("Status")).asText()).isEqualTo("Ready");
        assertThat(cells.get(columns.indexOf("Version")).asText()).isEqualTo("0.1.0");
        assertThat(cells.get(columns.indexOf("URL")).asText()).isEqualTo("http://promptlib.localhost/");
    }

    @Test
    @Order(5)
    void tellsOnceThatItIsReady() {
        var told = client.v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("PromptLibrary"))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getReason()).isEqualTo("Available");
        assertThat(told.get(0).getMessage()).isEqualTo("All parts are ready");
    }

    @Test
    @Order(6)
    void givesNoPodARightOrATokenThatItDoesNotNeed() {
        assertThat(stack.pods()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(pod -> {
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSpec().getVolumes()).noneMatch(v -> v.getName().startsWith("kube-api-access"));
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getContainers())
                    .allSatisfy(c -> assertThat(c.getSecurityContext().getReadOnlyRootFilesystem())
                            .isTrue());
        });
    }

    @Test
    @Order(7)
    void bringsLiveConfigurationIntoRunningPods() {
        List<String> before = stack.uids("app");
        stack.set(SETTINGS + "/files/app.yaml", "\"title: Changed while it ran\\n\"");
        Pod pod = stack.pods("app").get(0);
        // The kubelet refreshes files at its next look at the pod, within a minute and a half.
        await("the new file")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    try (App app = stack.app("app")) {
                        return app.get("/api/system/config").text().contains("Changed while it ran");
                    }
                });
        assertThat(stack.uids("app")).as("the same pods").isEqualTo(before);
        assertThat(client.resource(pod)
                        .get()
                        .getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getRestartCount())
                .isZero();
        stack.awaitReady();
    }

    @Test
    @Order(8)
    void rollsItsPodsWithoutAFailedRequest() {
        String url = "http://" + stack.name() + "-app:8000" + App.HEALTH;
        Bystander asking = Bystander.askingFor(client, namespace.name(), url);
        await("requests").atMost(Duration.ofMinutes(1)).until(() -> asking.said("good") > 20);
        List<String> first = stack.uids("app");
        stack.set(SETTINGS + "/reload", "\"Restart\"");
        await("pods that restart with their files")
                .atMost(Stack.LIMIT)
                .until(() -> stack.isReady() && stack.uids("app").stream().noneMatch(first::contains));
        List<String> before = stack.uids("app");

        stack.set(SETTINGS + "/files/app.yaml", "\"title: After the roll\\n\"");
        await("new pods")
                .atMost(Stack.LIMIT)
                .until(() -> stack.isReady() && stack.uids("app").stream().noneMatch(before::contains));
        long good = asking.said("good");
        await("requests to the new pods").atMost(Duration.ofMinutes(1)).until(() -> asking.said("good") > good + 20);

        assertThat(asking.said("FAILED")).as(asking.log()).isZero();
        asking.delete();
        try (App app = stack.app("app")) {
            assertThat(app.get("/api/system/config").text()).contains("After the roll");
        }
    }
}
