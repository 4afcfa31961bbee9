package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a running application goes through day by day, under steady load: no request fails. */
@ResourceLock(InstalledOperator.LOCK)
class ReleaseE2E extends OnCluster {
    private Stack stack;
    private Traffic traffic;
    private String earlierOfDatabase;
    private String earlierOfCache;

    @BeforeAll
    void start() {
        TestNamespace namespace = namespace("release");
        stack = Stack.create(client, namespace, yaml("release")).awaitReady();
        traffic = Traffic.on(client, namespace.name(), "http://shop-app:8000" + App.PROMPTS);
    }

    /** Changes the spec, and waits until all pods are others and all is well. */
    private void release(String path, String json) {
        List<String> before = stack.uids("app");
        stack.set(path, json);
        awaitOthers(before);
    }

    private void awaitOthers(List<String> before) {
        await("other pods")
                .atMost(Stack.LIMIT)
                .until(() -> stack.isReady()
                        && isReady(stack.pods("app"), 2)
                        && stack.uids("app").stream().noneMatch(before::contains));
    }

    @Test
    @Order(1)
    void anotherImage() {
        traffic.unharmedBy("image update", () -> release("/components/0/image", "\"promptlib/app:0.2.0\""));
        try (App app = stack.app("app")) {
            assertThat(app.get(App.HEALTH).json().get("version").asText()).isEqualTo("0.2.0");
        }
        var release = stack.get().getStatus().release();
        assertThat(release.current().revision()).isEqualTo(2);
        assertThat(release.current().images().get("app")).startsWith("promptlib/app:0.2.0");
        assertThat(release.previous().images().get("app")).startsWith("promptlib/app:0.1.0");
        System.err.println("[e2e] the release's image: " + release.current().images());
    }

    @Test
    @Order(2)
    void filesThatRestart() {
        traffic.unharmedBy(
                "config change, Restart", () -> release("/components/0/config/1/files/fixed.yaml", "\"a: 2\\n\""));
        // A pod can only ever see the files of its own release.
        assertThat(stack.shell("app").run("cat /app/fixed/fixed.yaml").strip()).isEqualTo("a: 2");
    }

    @Test
    @Order(3)
    void filesThatChangeUnderTheApplication() {
        List<String> before = stack.uids("app");
        traffic.unharmedBy("config change, Live", () -> {
            stack.set("/components/0/config/0/files/app.yaml", "\"title: Second\\n\"");
            await("the new title")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        try (App app = stack.app("app")) {
                            return app.get("/api/system/config").text().contains("Second");
                        }
                    });
        });
        assertThat(stack.uids("app")).isEqualTo(before);
        stack.awaitReady();
        assertThat(stack.get().getStatus().release().current().revision())
                .as("live files are no release")
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void morePodsAndFewer() {
        traffic.unharmedBy("scale up", () -> {
            stack.set("/components/0/replicas", "3");
            await("three pods").atMost(Stack.LIMIT).until(() -> stack.isReady() && isReady(stack.pods("app"), 3));
        });
        traffic.unharmedBy("scale down", () -> {
            stack.set("/components/0/replicas", "2");
            await("two pods").atMost(Stack.LIMIT).until(() -> stack.isReady() && isReady(stack.pods("app"), 2));
        });
    }

    @Test
    @Order(5)
    void aPodThatIsEvicted() {
        Pod pod = stack.pods("app").get(0);
        traffic.unharmedBy("eviction", () -> {
            client.pods()
                    .resource(pod)
                    .evict(new EvictionBuilder()
                            .withNewMetadata()
                            .withName(pod.getMetadata().getName())
                            .withNamespace(pod.getMetadata().getNamespace())
                            .endMetadata()
                            .build());
            await("another pod")
                    .atMost(Stack.LIMIT)
                    .until(() -> isReady(stack.pods("app"), 2)
                            && !stack.uids("app").contains(pod.getMetadata().getUid()));
        });
    }

    @Test
    @Order(11)
    void anotherOperator() {
        List<String> before = stack.uids("app");
        List<String> operators = uidsOf(operator.pods());
        traffic.unharmedBy("operator upgrade", () -> {
            operator.upgrade();
            assertThat(uidsOf(operator.pods())).doesNotContainAnyElementsOf(operators);
            // It is at work when it answers to a change.
            stack.set("/components/0/config/0/files/app.yaml", "\"title: Third\\n\"");
            stack.awaitReady();
        });
        assertThat(stack.uids("app")).isEqualTo(before);
    }

    private static List<String> uidsOf(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).toList();
    }

    /** Asks for new secrets, and waits until all pods have them. */
    private void rotate(String kind) {
        List<String> before = stack.uids("app");
        stack.annotate("promptlib.dev/rotate", kind + "@" + System.nanoTime());
        awaitOthers(before);
    }

    private boolean entersDatabase(String user, String password) {
        // From its own pod, as no policy lets anybody else in; by its address, where a password is asked for.
        return stack.shell("database")
                .attempt("PGPASSWORD=" + password + " psql -h $(hostname -i) -U " + user + " -d app -Atc 'select 1'")
                .succeeded();
    }

    private boolean entersCache(String user, String password) {
        return stack.shell("cache")
                .run("REDISCLI_AUTH=" + password + " redis-cli --no-auth-warning --user " + user + " ping 2>&1 || true")
                .contains("PONG");
    }

    @Test
    @Order(6)
    void anotherPasswordOfTheDatabase() {
        String earlier = stack.secret("connections", "PGPASSWORD");
        assertThat(entersDatabase("app", earlier)).isTrue();
        traffic.unharmedBy("database password rotation", () -> rotate("Database"));

        String password = stack.secret("connections", "PGPASSWORD");
        assertThat(password).isNotEqualTo(earlier);
        assertThat(stack.secret("connections", "PGUSER")).isEqualTo("app_2");
        assertThat(stack.shell("app").run("echo $PGUSER $PGPASSWORD").strip()).isEqualTo("app_2 " + password);
        assertThat(entersDatabase("app_2", password)).isTrue();
        earlierOfDatabase = earlier;
    }

    @Test
    @Order(7)
    void anotherPasswordOfTheCache() {
        String earlier = stack.secret("connections", "REDIS_PASSWORD");
        List<String> cache = stack.uids("cache");
        assertThat(entersCache("app", earlier)).isTrue();
        traffic.unharmedBy("cache password rotation", () -> rotate("Cache"));

        String password = stack.secret("connections", "REDIS_PASSWORD");
        assertThat(password).isNotEqualTo(earlier);
        assertThat(stack.secret("connections", "REDIS_USERNAME")).isEqualTo("app_2");
        assertThat(entersCache("app_2", password)).isTrue();
        assertThat(entersCache("app", earlier)).as("both work for a while").isTrue();
        assertThat(stack.uids("cache")).as("with all that is in it").isEqualTo(cache);
        earlierOfCache = earlier;
    }

    @Test
    @Order(8)
    void otherSecretsOfTheApplication() {
        String earlier = stack.secret("secrets", "JWT_SECRET");
        traffic.unharmedBy("application secret rotation", () -> {
            rotate("Application");
            String secret = stack.secret("secrets", "JWT_SECRET");
            assertThat(secret).isNotEqualTo(earlier);
            assertThat(stack.shell("app")
                            .run("echo $JWT_SECRET $JWT_SECRET_PREVIOUS")
                            .strip())
                    .isEqualTo(secret + " " + earlier);
            List<String> between = stack.uids("app");
            await("the earlier one to be forgotten")
                    .atMost(Stack.LIMIT.plusMinutes(2))
                    .until(() -> !stack.secrets("secrets").containsKey("JWT_SECRET_PREVIOUS"));
            awaitOthers(between);
        });
        assertThat(stack.shell("app").run("echo \"[$JWT_SECRET_PREVIOUS]\"").strip())
                .isEqualTo("[]");
    }

    /** Their time is over by now, too. */
    @Test
    @Order(9)
    void theEarlierPasswordsAreRefused() {
        await("no earlier password to work")
                .atMost(Stack.LIMIT.plusMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> !entersDatabase("app", earlierOfDatabase) && !entersCache("app", earlierOfCache));
        assertThat(entersDatabase("app_2", stack.secret("connections", "PGPASSWORD")))
                .isTrue();
        assertThat(stack.get().getStatus().rotation())
                .extracting(kind -> kind.kind() + " " + kind.previousWorks())
                .containsExactly("Application false", "Database false", "Cache false", "Repository false");
    }

    @Test
    @Order(10)
    void anotherPasswordOfTheDatabaseBehindAPooler() {
        traffic.unharmedBy("PgBouncer comes", () -> release("/database/pooler", "{}"));
        assertThat(stack.secret("connections", "PGHOST")).isEqualTo("shop-pooler");
        traffic.unharmedBy("database password rotation behind PgBouncer", () -> rotate("Database"));

        assertThat(stack.secret("connections", "PGUSER")).isEqualTo("app");
        assertThat(stack.shell("app").run("echo $PGHOST $PGUSER").strip()).isEqualTo("shop-pooler app");
    }
}
