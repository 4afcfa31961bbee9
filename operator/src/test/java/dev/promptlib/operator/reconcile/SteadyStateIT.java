package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackup;
import dev.promptlib.operator.api.PromptLibraryBackupSpec;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.cluster.OperatorProcess;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the operator talks to the API server: once for each thing to do, and not at all when there is nothing. */
class SteadyStateIT extends OnStage {
    private static final Predicate<ApiRequest> RESTING = request -> request.isWatch() || request.isLease();
    private static final Duration REST = Duration.ofSeconds(10);

    @Test
    void createsWithOneRequestForEachObject() {
        // Nobody runs pods, so that nothing but the creation happens.
        stage.withoutPods();
        stage.log().clear();
        stage.apply("shop", Specs.RICH);
        await().atMost(Stage.LIMIT).until(() -> stage.resource("shop").get().getStatus() != null);
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, RESTING);

        int objects = stage.children("shop").objects().size();
        assertThat(objects).isGreaterThan(25);
        assertThat(stage.log().requests(RESTING.negate()))
                .as("children, the finalizer, and two statuses: %s", stage.log().counts(RESTING.negate()))
                .hasSizeLessThanOrEqualTo(objects + 3);
    }

    @Test
    void asksForNothingWhenNothingHappens() {
        stage.apply("shop", Specs.RICH);
        stage.awaitReady("shop");
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, RESTING);
        stage.log().clear();
        assertQuiet(stage, REST);
    }

    @Test
    void leavesAloneWhatOthersAdd() {
        stage.apply("shop", Specs.RICH);
        stage.awaitReady("shop");
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, RESTING);
        Map<String, String> before = stage.children("shop").objects();
        stage.log().clear();
        // As an autoscaler does it.
        stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-backend")
                .scale(5);
        Snapshot.live(stage.client, stage.namespace, Map.of())
                .forEach(
                        object -> stage.client
                                .resource(object)
                                .patch(
                                        PatchContext.of(PatchType.JSON_MERGE),
                                        """
                            {"metadata": {"labels": {"example.com/team": "blue"},
                              "annotations": {"example.com/note": "theirs"}}}"""));
        // The Deployment's status comes and goes with its new pods.
        await().atMost(Stage.LIMIT).until(() -> {
            Integer ready = backend(stage).getStatus().getReadyReplicas();
            return ready != null && ready == 5;
        });
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, RESTING);

        assertThat(stage.log()
                        .requests(request -> request.isWrite()
                                && !isReport(request)
                                && request.namespace().equals(stage.namespace)))
                .as("nothing is put back")
                .isEmpty();
        stage.apply("shop", Specs.RICH.replace("LOG_LEVEL, value: warn", "LOG_LEVEL, value: info"));
        stage.awaitReady("shop");
        assertThat(backend(stage).getSpec().getReplicas()).isEqualTo(5);
        Map<String, String> after = stage.children("shop").objects();
        assertThat(after).hasSameSizeAs(before);
        after.keySet().removeIf(name -> name.startsWith("ControllerRevision "));
        assertThat(after).allSatisfy((name, yaml) -> assertThat(yaml).contains("example.com/team", "example.com/note"));
    }

    @Test
    void beginsWithTheLeastThatAnAutoscalerKeeps() {
        String scaled = Specs.BARE.replace("port: 8000,", "port: 8000, autoscaling: { min: 3, max: 9 },");
        try (var watch = new ReplicaWatch(stage, "shop-app")) {
            stage.apply("shop", scaled);
            stage.awaitReady("shop");
            stage.apply("shop", scaled.replace("app:1.0", "app:2.0"));
            stage.awaitReady("shop");
            assertThat(watch.seen()).as("replicas, all that were ever wanted").containsOnly(3);
        }
    }

    @Test
    void startsWhatWasStoppedWhenAnAutoscalerTakesOver() {
        stage.apply("shop", Specs.BARE.replace("port: 8000,", "port: 8000, replicas: 0,"));
        stage.awaitReady("shop");
        try (var watch = new ReplicaWatch(stage, "shop-app")) {
            stage.apply("shop", Specs.BARE.replace("port: 8000,", "port: 8000, autoscaling: { min: 3, max: 9 },"));
            await().atMost(Stage.LIMIT).until(() -> watch.seen().contains(3));
            stage.awaitReady("shop");
            assertThat(watch.seen()).as("replicas, all that were ever wanted").containsOnly(0, 3);
        }
    }

    @Test
    void keepsThePodsThatAreThereWhenAnAutoscalerTakesOver() {
        String scaled = Specs.BARE.replace("port: 8000,", "port: 8000, autoscaling: { min: 2, max: 9 },");
        stage.apply("shop", Specs.BARE.replace("port: 8000,", "port: 8000, replicas: 4,"));
        stage.awaitReady("shop");
        try (var watch = new ReplicaWatch(stage, "shop-app")) {
            stage.apply("shop", scaled);
            stage.awaitReady("shop");
            assertThat(watch.seen()).as("replicas, all that were ever wanted").containsOnly(4);
        }
    }

    @Test
    void writesNothingAfterARestart() {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "shop" + i).toList();
        names.forEach(name -> stage.apply(name, spec(name)));
        names.forEach(stage::awaitReady);
        stage.log().awaitQuiet(Duration.ofSeconds(5), Stage.LIMIT, RESTING);
        Map<String, String> before = stage.versions();

        OperatorProcess operator = stage.operator();
        operator.end();
        stage.log().clear();
        operator.launch();
        operator.awaitReady();
        Instant ready = Instant.now();
        stage.log().awaitQuiet(Duration.ofSeconds(5), Stage.LIMIT, RESTING);

        assertThat(stage.log().requests(ApiRequest::isWrite)).isEmpty();
        assertThat(stage.versions()).isEqualTo(before);
        assertThat(operator.log()).as("it has looked at them, since %s", ready).contains("started in");
    }

    /** What the pod does is not the operator's: it talks to the database and to the repository only. */
    @Test
    void hasABackupMadeWithAHandfulOfRequests() {
        stage.apply("shop", Specs.RICH);
        stage.awaitReady("shop");
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, RESTING);
        stage.log().clear();

        var request = new PromptLibraryBackup();
        request.setMetadata(new ObjectMetaBuilder()
                .withName("now")
                .withNamespace(stage.namespace)
                .build());
        request.setSpec(new PromptLibraryBackupSpec("shop", false, null));
        stage.client.resource(request).create();
        await().atMost(Stage.LIMIT).until(() -> {
            var status = stage.client.resource(request).get().getStatus();
            return status != null && status.ended();
        });
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, RESTING);

        assertThat(stage.log().requests(RESTING.negate()))
                .as("%s", stage.log().counts(RESTING.negate()))
                .hasSizeLessThanOrEqualTo(8);
    }

    private static String spec(String name) {
        return name.equals("shop0") ? Specs.RICH : name.endsWith("5") ? Specs.SMALL : Specs.BARE;
    }

    private static void assertQuiet(Stage stage, Duration rest) {
        await().during(rest).atMost(rest.plusSeconds(5)).untilAsserted(() -> assertThat(
                        stage.log().requests(RESTING.negate()))
                .as("%s", stage.log().counts(request -> true))
                .isEmpty());
    }

    private static boolean isReport(ApiRequest request) {
        return request.resource().equals("events") || request.subresource().equals("status");
    }

    private static Deployment backend(Stage stage) {
        return stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-backend")
                .get();
    }
}
