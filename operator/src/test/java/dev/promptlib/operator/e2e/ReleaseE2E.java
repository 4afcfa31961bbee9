package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a running application goes through day by day, under steady load: no request fails. */
class ReleaseE2E extends OnCluster {
    private Stack stack;
    private Traffic traffic;

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
}
