package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is lost comes back, the data is still there, and only who says so deletes it. */
@ResourceLock(InstalledOperator.LOCK)
class SelfHealingE2E extends OnCluster {
    private TestNamespace namespace;
    private Stack stack;
    private String id;

    @BeforeAll
    void startWhileTheOperatorIsKilled() {
        namespace = namespace("healing");
        stack = Stack.create(client, namespace, yaml("healing"));
        await("the first objects")
                .atMost(Duration.ofMinutes(1))
                .until(() -> client.apps()
                                .statefulSets()
                                .inNamespace(namespace.name())
                                .withName("shop-database")
                                .get()
                        != null);
        operator.pods().forEach(pod -> operator.deletePod(pod.getMetadata().getName()));
        stack.awaitReady();
        try (App app = stack.app("app")) {
            id = app.add("still there", stack.secret("secrets", "API_TOKEN"));
        }
    }

    private void awaitData() {
        stack.awaitReady();
        await("the data").atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            try (App app = stack.app("app")) {
                return app.get(App.PROMPTS + "/" + id).text().contains("still there");
            }
        });
    }

    /** Deletes it at once, waits for another of its name, and for all to be well. */
    private <T extends HasMetadata> void lose(Resource<T> resource) {
        String before = resource.get().getMetadata().getUid();
        resource.withGracePeriod(0).delete();
        await("another one").atMost(Duration.ofMinutes(1)).until(() -> {
            T now = resource.get();
            return now != null && !now.getMetadata().getUid().equals(before);
        });
        awaitData();
    }

    @Test
    @Order(1)
    void makesADeletedDeploymentAgain() {
        lose(client.apps().deployments().inNamespace(namespace.name()).withName("shop-app"));
    }

    @Test
    @Order(2)
    void makesADeletedStatefulSetAgainOnTheSameVolume() {
        lose(client.apps().statefulSets().inNamespace(namespace.name()).withName("shop-database"));
    }

    @Test
    @Order(3)
    void makesADeletedServiceAgain() {
        lose(client.services().inNamespace(namespace.name()).withName("shop-database"));
    }

    @Test
    @Order(4)
    void composesADeletedConnectionSecretAgain() {
        String before = stack.secret("connections", "DATABASE_URL");
        lose(client.secrets().inNamespace(namespace.name()).withName("shop-connections"));
        assertThat(stack.secret("connections", "DATABASE_URL")).isEqualTo(before);
    }

    @Test
    @Order(5)
    void survivesThatAllItsPodsAreDeleted() {
        stack.pods().forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
        await("all pods")
                .atMost(Stack.LIMIT)
                .until(() -> isReady(stack.pods("app"), 1)
                        && isReady(stack.pods("database"), 1)
                        && isReady(stack.pods("cache"), 1));
        awaitData();
    }

    @Test
    @Order(6)
    void findsItsDataAgainWhenItIsMadeAnewAfterRetain() {
        String password = stack.secret("database", "password");
        stack.delete();
        awaitNoPods();
        assertThat(client.persistentVolumeClaims()
                        .inNamespace(namespace.name())
                        .list()
                        .getItems())
                .as("the volumes of the database and of the backups")
                .hasSize(2);

        stack = Stack.create(client, namespace, yaml("healing"));
        awaitData();
        assertThat(stack.secret("database", "password")).isEqualTo(password);
    }

    @Test
    @Order(7)
    void deletesClaimsAndSecretsWhenToldTo() {
        stack.set("/deletionPolicy", "\"Delete\"");
        stack.awaitReady();
        // Its pod has ended, and is there as long as somebody may want to read its log.
        new Vault(client, stack).backUp("before-the-end", false);
        stack.delete();
        awaitNoPods();
        await("no claims and Secrets")
                .atMost(Duration.ofMinutes(1))
                .until(() -> client.persistentVolumeClaims()
                                .inNamespace(namespace.name())
                                .list()
                                .getItems()
                                .isEmpty()
                        && client.secrets()
                                .inNamespace(namespace.name())
                                .list()
                                .getItems()
                                .isEmpty());
    }

    private void awaitNoPods() {
        await("no pods").atMost(Duration.ofMinutes(2)).until(() -> stack.pods().isEmpty());
    }
}
