package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiProxyIT {
    private static final Predicate<ApiRequest> WRITES = ApiRequest::isWrite;

    private static TestNamespace namespace;
    private static OperatorIdentity identity;

    private ApiProxy proxy;
    private KubernetesClient client;

    @BeforeAll
    static void prepare() {
        TestCluster cluster = TestCluster.api();
        identity = OperatorIdentity.in(cluster, Repository.file("operator/src/test/resources/cluster/install.yaml"));
        namespace = TestNamespace.in(cluster, "proxy");
    }

    @AfterAll
    static void cleanUp() {
        namespace.close();
    }

    @BeforeEach
    void connect() {
        proxy = ApiProxy.to(TestCluster.api());
        Config config = Config.fromKubeconfig(identity.kubeconfig(proxy).toFile());
        // The client's own retries would hide the faults.
        config.setRequestRetryBackoffLimit(0);
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void disconnect() {
        client.close();
        proxy.close();
    }

    @Test
    void passesWatchesOnAsTheyCome() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Watch watch = client.configMaps().inNamespace(namespace.name()).watch(namesInto(seen));
        for (String name : List.of("first", "second", "third")) {
            apply(name);
            await().atMost(Duration.ofSeconds(5)).until(() -> seen.contains(name));
        }
        watch.close();
        assertThat(proxy.log().requests(ApiRequest::isWatch)).hasSize(1);
    }

    @Test
    void keepsManyWatchesOpenAtOnce() {
        List<String> seen = new CopyOnWriteArrayList<>();
        List<Watch> watches = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 40; i++) {
            watches.add(client.configMaps().inNamespace(namespace.name()).watch(namesInto(seen)));
        }
        apply("for-many");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> seen.stream().filter("for-many"::equals).count() >= 40);
        watches.forEach(Watch::close);
    }

    @Test
    void logsWhatWasAskedAndWhichPermissionsItNeeded() {
        apply("logged");
        client.configMaps().inNamespace(namespace.name()).withName("logged").get();
        client.configMaps().inNamespace(namespace.name()).list();

        assertThat(proxy.log().counts(request -> true))
                .containsEntry("patch configmaps", 1L)
                .containsEntry("get configmaps", 1L)
                .containsEntry("list configmaps", 1L);
        // The apply made the object, which is allowed to those only who may create it.
        assertThat(proxy.log().permissions())
                .extracting(Permission::toString)
                .contains("patch configmaps", "create configmaps", "get configmaps", "list configmaps");
    }

    @Test
    void knowsWhenAllIsQuiet() {
        apply("quiet");
        Instant written = Instant.now();
        proxy.log().awaitQuiet(Duration.ofSeconds(1), Duration.ofSeconds(10), ApiRequest::isLease);
        assertThat(Duration.between(written, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void answersInsteadOfTheApiServer() {
        refuses(Fault.conflict(), 409);
        refuses(Fault.tooManyRequests(1), 429);
        refuses(Fault.internalError(), 500);
        refuses(Fault.unavailable(), 503);
        assertThat(inCluster("refused")).isNull();
    }

    @Test
    void strikesTheNthMatchOnly() {
        FaultRule rule = proxy.inject(Fault.internalError(), WRITES, 2, 1);
        apply("one");
        assertThatThrownBy(() -> apply("two")).isInstanceOf(KubernetesClientException.class);
        apply("three");
        assertThat(rule.struck()).isEqualTo(1);
        assertThat(inCluster("two")).isNull();
        assertThat(inCluster("three")).isNotNull();
    }

    @Test
    void losesARequestBeforeItArrives() {
        FaultRule rule = proxy.inject(Fault.lostRequest(), WRITES);
        assertThatThrownBy(() -> apply("lost")).isInstanceOf(KubernetesClientException.class);
        assertThat(rule.struck()).isPositive();
        assertThat(inCluster("lost")).isNull();
    }

    @Test
    void losesTheReplyToARequestThatWasCarriedOut() {
        FaultRule rule = proxy.inject(Fault.lostReply(), WRITES, 1, 1);
        assertThatThrownBy(() -> apply("carried-out")).isInstanceOf(KubernetesClientException.class);
        assertThat(rule.struck()).isEqualTo(1);
        assertThat(inCluster("carried-out")).isNotNull();

        proxy.heal();
        apply("after");
        assertThat(inCluster("after")).isNotNull();
    }

    @Test
    void delaysARequestWithItsBody() {
        proxy.inject(Fault.slow(Duration.ofMillis(700)), WRITES, 1, 1);
        Instant start = Instant.now();
        apply("slow");
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(inCluster("slow")).isNotNull();
    }

    private void refuses(Fault fault, int code) {
        FaultRule rule = proxy.inject(fault, WRITES);
        assertThatThrownBy(() -> apply("refused")).isInstanceOfSatisfying(KubernetesClientException.class, refusal -> {
            assertThat(refusal.getCode()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining("injected by the test");
        });
        assertThat(rule.struck()).isPositive();
        proxy.heal();
    }

    private void apply(String name) {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .build();
        client.resource(map)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("test")
                        .build());
    }

    private static ConfigMap inCluster(String name) {
        return TestCluster.api()
                .client()
                .configMaps()
                .inNamespace(namespace.name())
                .withName(name)
                .get();
    }

    private static Watcher<ConfigMap> namesInto(List<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(map.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                // The test closes it.
            }
        };
    }
}
