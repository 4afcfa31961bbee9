package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who reaches whom. That the stack comes up at all shows that what has to pass does pass. */
class NetworkE2E extends OnCluster {
    private static final Map<String, Integer> INNER =
            Map.of("shop-database", 5432, "shop-pooler", 5432, "shop-cache", 6379);

    private TestNamespace namespace;
    private Stack stack;
    private Bystander neighbour;
    private Bystander stranger;

    @BeforeAll
    void start() {
        namespace = namespace("network");
        stack = Stack.create(client, namespace, yaml("network"));
        neighbour = Bystander.in(client, namespace.name());
        stranger = Bystander.in(client, namespace("elsewhere").name());
        stack.awaitReady();
    }

    private String full(String service) {
        return service + "." + namespace.name() + ".svc";
    }

    private boolean sideReaches(String host, int port) {
        return stack.shell("side")
                .attempt("timeout 3 bash -c '</dev/tcp/" + host + "/" + port + "'")
                .succeeded();
    }

    @Test
    @Order(1)
    void letsNoForeignPodReachDatabasePoolerOrCache() {
        INNER.forEach((service, port) -> {
            assertThat(neighbour.reaches(service, port))
                    .as("the neighbour to %s", service)
                    .isFalse();
            assertThat(stranger.reaches(full(service), port))
                    .as("the stranger to %s", service)
                    .isFalse();
        });
        assertThat(neighbour.reaches("shop-app", 8000))
                .as("an application that is not exposed")
                .isFalse();
    }

    @Test
    @Order(2)
    void letsComponentsReachWhatTheyNeedAndNothingElse() {
        assertThat(sideReaches("shop-cache", 6379)).isTrue();
        assertThat(sideReaches("shop-app", 8000)).isTrue();
        assertThat(sideReaches("shop-mail", 8080)).isTrue();
        assertThat(sideReaches("shop-mail", 2525)).as("a further port").isTrue();
        assertThat(neighbour.reaches("shop-mail", 2525)).isFalse();
        assertThat(sideReaches("shop-database", 5432)).isFalse();
        assertThat(sideReaches("shop-pooler", 5432)).isFalse();
        assertThat(sideReaches("kubernetes.default.svc", 443))
                .as("the API server")
                .isFalse();
    }

    @Test
    @Order(3)
    void opensWhatTheSpecAllows() {
        stack.set(
                "/networkPolicy",
                """
                {"allowTo": [{"ports": [{"port": 443}, {"port": 6443}]}],
                 "allowFrom": [{"podSelector": {"matchLabels": {"role": "friend"}}}]}""");
        stack.awaitReady();
        await("egress").atMost(Duration.ofSeconds(20)).until(() -> sideReaches("kubernetes.default.svc", 443));
        Bystander friend = Bystander.in(client, namespace.name(), "friend", Map.of("role", "friend"));
        await("ingress").atMost(Duration.ofSeconds(20)).until(() -> friend.reaches("shop-app", 8000));
        assertThat(friend.reaches("shop-database", 5432)).isFalse();
        assertThat(neighbour.reaches("shop-app", 8000)).isFalse();
    }

    @Test
    @Order(4)
    void standsOpenWhenPoliciesAreOff() {
        stack.set("/networkPolicy", "{\"enabled\": false}");
        stack.awaitReady();
        assertThat(client.network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(namespace.name())
                        .list()
                        .getItems())
                .isEmpty();
        INNER.forEach((service, port) ->
                await(service).atMost(Duration.ofSeconds(20)).until(() -> stranger.reaches(full(service), port)));
    }
}
