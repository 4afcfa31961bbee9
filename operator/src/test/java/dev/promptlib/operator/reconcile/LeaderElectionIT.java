package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.ApiProxy;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.cluster.OperatorProcess;
import dev.promptlib.operator.cluster.OperatorSettings;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Two operators: one works, the other waits for its turn. */
class LeaderElectionIT {
    private static final Predicate<ApiRequest> WORK = request ->
            request.isWrite() && !request.isLease() && !request.group().equals("authorization.k8s.io");

    @Test
    void handsTheWorkOverWhenTheLeaderIsKilled() {
        try (Stage stage = Stage.set("leader").withPods();
                ApiProxy second = ApiProxy.to(stage.cluster)) {
            OperatorProcess leader = stage.start(settings(stage, stage.proxy, "first"));
            stage.apply("shop", Specs.SMALL);
            stage.awaitReady("shop");
            try (OperatorProcess standby = OperatorProcess.start(settings(stage, second, "second"))) {
                assertThat(leader.isReady()).isTrue();
                assertThat(standby.isReady()).isTrue();
                assertThat(holder(stage)).isEqualTo("first");
                stage.apply("shop", Specs.SMALL.replace("app:1.0", "app:2.0"));
                stage.awaitReady("shop");
                assertThat(second.log().requests(WORK)).isEmpty();

                leader.kill();
                Map<String, String> before = stage.versions();
                second.log().clear();
                await().atMost(Stage.LIMIT).until(() -> holder(stage).equals("second"));
                second.log()
                        .awaitQuiet(
                                java.time.Duration.ofSeconds(5),
                                Stage.LIMIT,
                                request -> request.isWatch() || request.isLease());
                assertThat(second.log().requests(WORK))
                        .as("all is there already")
                        .isEmpty();
                assertThat(stage.versions()).isEqualTo(before);

                stage.apply("shop", Specs.SMALL.replace("app:1.0", "app:3.0"));
                stage.awaitReady("shop");
                assertThat(second.log().requests(WORK)).isNotEmpty();
                assertThat(standby.isReady()).isTrue();
            }
        }
    }

    private static OperatorSettings settings(Stage stage, ApiProxy proxy, String pod) {
        return new OperatorSettings(
                        "leader-" + pod,
                        stage.identity.kubeconfig(proxy),
                        stage.settings().environment())
                .watching(stage.namespace)
                .withLeaderElection()
                .with("PROMPTLIB_POD", pod);
    }

    private static String holder(Stage stage) {
        return stage.client
                .leases()
                .inNamespace(stage.identity.namespace())
                .withName("promptlib-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
    }
}
