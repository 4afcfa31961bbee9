package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Status.Unknown;
import static dev.promptlib.operator.api.Condition.Type.ComponentsReady;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A backend and a frontend: how they are reached, scaled, given their secrets, and what is said when they fail. */
class ComponentsE2E extends OnCluster {
    private static final String BACKEND = "/components/0";

    private TestNamespace namespace;
    private Stack stack;
    private Certificate certificate;

    @BeforeAll
    void start() {
        namespace = namespace("components");
        certificate = Certificate.of("shop.test");
        client.resource(certificate.secret(namespace.name(), "shop-certificate"))
                .create();
        stack = Stack.create(client, namespace, yaml("components")).awaitReady();
    }

    @Test
    @Order(1)
    void givesSecretsAsFilesOrAsVariables() {
        assertThat(stack.shell("backend").run("env"))
                .contains("DATABASE_URL_FILE=/run/secrets/promptlib/DATABASE_URL")
                .doesNotContain("DATABASE_URL=", "PGPASSWORD=", "API_TOKEN=");
        assertThat(stack.shell("backend").run("cat /run/secrets/promptlib/DATABASE_URL"))
                .isEqualTo(stack.secret("connections", "DATABASE_URL"));
        assertThat(stack.shell("frontend").run("env")).contains("DATABASE_URL=postgresql://", "API_TOKEN=");
    }

    @Test
    @Order(2)
    void keepsAttachmentsWhenThePodThatHoldsThemIsReplaced() {
        String token = stack.secret("secrets", "API_TOKEN");
        String path;
        try (App app = stack.app("frontend")) {
            path = App.PROMPTS + "/" + app.add("with a file", token) + "/attachments/note.txt";
            assertThat(app.send("POST", path, token, "what the file says").status())
                    .isEqualTo(201);
        }
        assertThat(client.apps()
                        .statefulSets()
                        .inNamespace(namespace.name())
                        .withName("shop-frontend")
                        .get())
                .isNotNull();
        stack.replacePods("frontend");
        try (App app = stack.app("frontend")) {
            assertThat(app.get(path).text()).isEqualTo("what the file says");
        }
    }

    @Test
    @Order(3)
    void isReachedByTlsOnePathEach() throws IOException {
        var ingress = cluster.ingress();
        assumeTrue(
                ingress.isPresent(),
                () -> "NOT TESTED: TLS and paths, as no ingress controller is known on " + cluster.origin());
        PublicDoor door = new PublicDoor(ingress.get(), "shop.test", certificate);
        await("the way in").atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> door.get("/") == 200);
        stack.set("/components/1/replicas", "0");
        stack.awaitReady();
        // Controllers differ in what they answer for a backend without pods.
        await("the frontend gone").atMost(Duration.ofSeconds(60)).until(() -> Set.of(404, 503)
                .contains(door.get("/")));
        assertThat(door.get(App.PROMPTS)).as("the backend, below /api").isEqualTo(200);
        stack.remove("/components/1/replicas");
        stack.awaitReady();
        assertThat(stack.get().getStatus().url()).isEqualTo("https://shop.test/");
    }

    @Test
    @Order(4)
    void goesOnServingWhileAnImageCannotBeHad() {
        List<String> before = stack.uids("backend");
        stack.set(BACKEND + "/image", "\"registry.invalid/nobody/nothing:1\"");
        assertThat(stack.await(ComponentsReady, Unknown, "PodFailing"))
                .contains("registry.invalid/nobody/nothing:1", "imagePullSecrets", "backend");
        assertThat(stack.uids("backend")).containsAll(before);
        try (App app = stack.app("frontend")) {
            assertThat(app.get(App.HEALTH).status()).isEqualTo(200);
        }
        stack.set(BACKEND + "/image", "\"promptlib/app:0.1.0\"");
        stack.awaitReady();
    }

    @Test
    @Order(5)
    void showsTheLastWordsOfAPodThatCrashes() {
        stack.set(BACKEND + "/env", "[{\"name\": \"DB_POOL_SIZE\", \"value\": \"many\"}]");
        assertThat(stack.await(ComponentsReady, Unknown, "CrashLoopBackOff")).contains("DB_POOL_SIZE", "exit code 2");
        stack.remove(BACKEND + "/env");
        stack.awaitReady();
        assertThat(toldOfFailingPods()).as("events of two failures").isEqualTo(2);
    }

    private long toldOfFailingPods() {
        return client.v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("PromptLibrary"))
                .filter(event -> event.getReason().equals("PodFailing"))
                .count();
    }

    @Test
    @Order(6)
    void saysThatAPodTookMoreMemoryThanItMay() {
        stack.set(BACKEND + "/command", "[\"sh\", \"-c\", \"tail /dev/zero\"]");
        assertThat(stack.await(ComponentsReady, Unknown, "OOMKilled"))
                .contains("exit code 137", "raise its memory limit");
        stack.remove(BACKEND + "/command");
        stack.awaitReady();
    }

    @Test
    @Order(7)
    void saysThatAPodIsTooLargeForTheCluster() {
        stack.set(BACKEND + "/resources", "{\"requests\": {\"memory\": \"4Ti\"}}");
        assertThat(stack.await(ComponentsReady, Unknown, "PodFailing"))
                .contains("cannot be placed", "Insufficient memory");
        stack.set(BACKEND + "/resources", "{\"requests\": {\"cpu\": \"50m\", \"memory\": \"128Mi\"}}");
        stack.awaitReady();
    }

    @Test
    @Order(8)
    void healsAComponentWithAVolumeThatCouldNotStart() {
        stack.set("/components/1/image", "\"registry.invalid/nobody/nothing:1\"");
        stack.await(ComponentsReady, False, "PodFailing");
        stack.set("/components/1/image", "\"promptlib/app:0.1.0\"");
        stack.awaitReady();
    }

    @Test
    @Order(9)
    void leavesTheNumberOfPodsToTheAutoscaler() {
        stack.set(BACKEND + "/autoscaling", "{\"min\": 2, \"max\": 3, \"cpu\": 50}");
        stack.awaitReady();
        Bystander load = Bystander.askingFor(
                client, namespace.name(), "http://shop-backend:8000" + App.PROMPTS + "?q=something");
        await("three pods").atMost(Stack.LIMIT).until(() -> isReady(stack.pods("backend"), 3));
        stack.set(BACKEND + "/env", "[{\"name\": \"LOG_LEVEL\", \"value\": \"warn\"}]");
        stack.awaitReady();
        assertThat(stack.pods("backend").stream().filter(ComponentsE2E::lives)).hasSizeGreaterThanOrEqualTo(3);
        load.delete();
        assertThat(client.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(namespace.name())
                        .withName("shop-backend")
                        .get()
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
    }

    private static boolean lives(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }
}
