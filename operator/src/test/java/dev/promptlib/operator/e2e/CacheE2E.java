package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The embedded Redis, on a volume. */
class CacheE2E extends OnCluster {
    private Stack stack;

    @BeforeAll
    void start() {
        TestNamespace namespace = namespace("cache");
        stack = Stack.create(client, namespace, yaml("cache")).awaitReady();
    }

    private String redis(String command) {
        return stack.shell("cache")
                .run("REDISCLI_AUTH=" + stack.secret("cache", "password") + " redis-cli --no-auth-warning --user app "
                        + command + " 2>&1");
    }

    @Test
    @Order(1)
    void letsNobodyInButTheApplicationsUser() {
        String anonymous = stack.shell("cache").run("unset REDISCLI_AUTH; redis-cli ping 2>&1 || true");
        assertThat(anonymous).contains("NOAUTH");
        assertThat(stack.shell("cache").run("redis-cli --user default --pass anything ping 2>&1 || true"))
                .contains("WRONGPASS");
        assertThat(redis("ping")).contains("PONG");
    }

    @Test
    @Order(2)
    void letsTheApplicationNotReconfigureIt() {
        for (String command : new String[] {"config get maxmemory", "acl list", "shutdown nosave"}) {
            assertThat(redis(command)).as(command).contains("NOPERM");
        }
    }

    @Test
    @Order(3)
    void keepsToItsMemoryAndPolicy() {
        String memory = redis("info memory");
        assertThat(memory).contains("maxmemory:" + 48 * 1024 * 1024, "maxmemory_policy:volatile-ttl");
        assertThat(redis("info persistence")).contains("aof_enabled:1");
    }

    @Test
    @Order(4)
    void keepsItsKeysWhenItsPodIsDeleted() {
        redis("set kept yes");
        stack.replacePods("cache");
        assertThat(redis("get kept")).isEqualTo("yes");
    }

    @Test
    @Order(5)
    void leavesTheApplicationServingWhileItIsGone() {
        var set = client.apps().statefulSets().inNamespace(stack.namespace()).withName("shop-cache");
        List<String> before = stack.uids("cache");
        // Scaled away by hand; the operator puts it back, and meanwhile nobody answers.
        set.scale(0);
        await("degraded")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    try (App app = stack.app("app")) {
                        App.Answer health = app.get(App.HEALTH);
                        assertThat(health.status()).isEqualTo(200);
                        return health.json().get("status").asText().equals("degraded");
                    }
                });
        stack.awaitOthers("cache", before);
        await("healthy").atMost(Duration.ofMinutes(2)).until(() -> {
            try (App app = stack.app("app")) {
                return app.get(App.HEALTH).json().get("status").asText().equals("healthy");
            }
        });
        assertThat(redis("get kept")).isEqualTo("yes");
    }
}
