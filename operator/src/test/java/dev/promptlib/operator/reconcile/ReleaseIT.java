package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Condition.Status;
import dev.promptlib.operator.api.Condition.Type;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases on a real API server, with pods that seem to run as well as their images' tags say. */
class ReleaseIT extends OnStage {
    private static final String SPEC =
            """
            profile: development
            components:
              - name: app
                image: "example/app:%s"
                port: 8000
                pod: { runAsUser: 1000 }
                config: [{ name: settings, mountPath: /config, files: { app.yaml: "title: %s" } }]
                migration: { command: [migrate], deadlineSeconds: %s }
              - { name: web, image: "example/web:%s", port: 8000, pod: { runAsUser: 1000 } }
            database: { engine: None }
            cache: { engine: None }
            update: { progressDeadlineSeconds: 10, settleSeconds: %s }
            """;

    private void apply(String app, String title, String web, int settleSeconds) {
        stage.apply("shop", SPEC.formatted(app, title, 60, web, settleSeconds));
    }

    private ReleaseStatus release() {
        PromptLibraryStatus status = stage.resource("shop").get().getStatus();
        return status == null ? null : status.release();
    }

    private void awaitPhase(Phase phase, int settledRevision) {
        await().atMost(Stage.LIMIT).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(release()).isNotNull();
            assertThat(release().phase()).isEqualTo(phase);
            assertThat(release().current() == null ? 0 : release().current().revision())
                    .isEqualTo(settledRevision);
        });
    }

    private Deployment deployment(String component) {
        return stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-" + component)
                .get();
    }

    private String image(String component) {
        return deployment(component)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    private List<String> configMaps() {
        return stage.client.configMaps().inNamespace(stage.namespace).list().getItems().stream()
                .filter(map -> map.getMetadata().getName().startsWith("shop-app-settings-"))
                .map(map -> map.getData().get("app.yaml"))
                .sorted()
                .toList();
    }

    @Test
    void keepsTheFilesOfTheReleasesThatItMayGoBackTo() {
        apply("1", "one", "1", 0);
        awaitPhase(Phase.Released, 1);
        apply("1", "two", "1", 0);
        awaitPhase(Phase.Released, 2);
        assertThat(configMaps()).containsExactly("title: one", "title: two");
        apply("1", "three", "1", 0);
        awaitPhase(Phase.Released, 3);
        await().atMost(Stage.LIMIT)
                .untilAsserted(() -> assertThat(configMaps()).containsExactly("title: three", "title: two"));
        stage.awaitReady("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "2-noimage, 1, DeadlineExceeded, no such image",
        "2-crashes, 1, PodFailing, DB_POOL_SIZE is no number",
        "2-unready, 1, DeadlineExceeded, it runs and is not ready",
        "2, 2-unready, DeadlineExceeded, component web",
        "2-fails, 1, MigrationFailed, column title is missing"
    })
    void goesBackByItselfWhenAReleaseFails(String app, String web, Reason reason, String words) {
        apply("1", "one", "1", 0);
        awaitPhase(Phase.Released, 1);
        Deployment before = deployment("app");
        apply(app, "two", web, 0);
        awaitPhase(Phase.RolledBack, 1);

        assertThat(release().failed().reason()).isEqualTo(reason);
        assertThat(release().failed().message()).contains(words);
        assertThat(deployment("app").getSpec()).isEqualTo(before.getSpec());
        assertThat(image("web")).isEqualTo("example/web:1");
        Condition rolledBack = stage.awaitCondition(stage.namespace, "shop", Type.RolledBack, Status.True);
        assertThat(rolledBack.message()).contains(words, "Release 2 failed", "Release 1 runs again");
        assertThat(stage.awaitStalled("shop").reason()).isEqualTo(Reason.RolledBack);
        // It serves, though not as wanted.
        stage.awaitCondition(stage.namespace, "shop", Type.Ready, Status.Unknown);

        apply("3", "three", "3", 0);
        stage.awaitReady("shop");
        assertThat(release().current().revision()).isEqualTo(3);
        assertThat(release().previous().revision()).isEqualTo(1);
        assertThat(stage.condition(stage.namespace, "shop", Type.RolledBack)).isEmpty();
    }

    @Test
    void bringsSecretsBackAsTheyWere() {
        secret("one");
        stage.apply("shop", withKeys("1"));
        awaitPhase(Phase.Released, 1);
        assertThat(key()).isEqualTo("one");
        secret("two");
        stage.apply("shop", withKeys("2-crashes"));
        awaitPhase(Phase.RolledBack, 1);
        assertThat(key()).isEqualTo("one");
    }

    private static String withKeys(String app) {
        return SPEC.formatted(app, "t", 60, "1", 0) + "secrets: { from: [{ name: keys }] }\n";
    }

    private void secret(String value) {
        stage.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(stage.namespace)
                        .endMetadata()
                        .addToStringData("API_KEY", value)
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    /** What the pods of the component are given. */
    private String key() {
        String name = deployment("app").getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .filter(v -> v.getName().equals("API_KEY"))
                .map(v -> v.getValueFrom().getSecretKeyRef().getName())
                .findFirst()
                .orElseThrow();
        String data = stage.client
                .secrets()
                .inNamespace(stage.namespace)
                .withName(name)
                .get()
                .getData()
                .get("API_KEY");
        return new String(java.util.Base64.getDecoder().decode(data), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void goesBackToWhatTheAnnotationSaysUntilTheSpecChanges() {
        apply("1", "one", "1", 0);
        awaitPhase(Phase.Released, 1);
        apply("2", "two", "1", 0);
        awaitPhase(Phase.Released, 2);
        annotate("9");
        assertThat(stage.awaitStalled("shop").message()).contains("no release 9", "[1, 2]");
        annotate("1");
        awaitPhase(Phase.Released, 3);
        assertThat(image("app")).isEqualTo("example/app:1");
        assertThat(stage.awaitCondition(stage.namespace, "shop", Type.RolledBack, Status.True)
                        .reason())
                .isEqualTo(Reason.Requested);
        stage.awaitReady("shop");

        apply("3", "three", "1", 0);
        awaitPhase(Phase.Released, 4);
        assertThat(image("app")).as("the spec changed").isEqualTo("example/app:3");
        annotate("3");
        awaitPhase(Phase.Released, 5);
        stage.resource("shop")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                {"metadata":{"annotations":{"promptlib.dev/rollback-to":null}}}""");
        awaitPhase(Phase.Released, 6);
        assertThat(image("app")).isEqualTo("example/app:3");
    }

    private void annotate(String revision) {
        stage.resource("shop")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                        {"metadata":{"annotations":{"promptlib.dev/rollback-to":"%s"}}}"""
                                .formatted(revision));
    }

    @Test
    void goesOnWhereItWasWhenTheOperatorIsKilledInAnyPhase() {
        apply("1", "one", "1", 3);
        awaitPhase(Phase.Released, 1);

        stage.withoutPods();
        apply("2", "two", "2", 3);
        awaitPhase(Phase.Migrating, 1);
        restart();
        assertThat(release().phase()).isEqualTo(Phase.Migrating);
        stage.withPodsAgain();
        await().atMost(Stage.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> release().phase() == Phase.Rolling);
        restart();
        await().atMost(Stage.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> release().phase() == Phase.Settling);
        restart();
        awaitPhase(Phase.Released, 2);
        assertThat(jobs())
                .as(this::whatBecameOfJobs)
                .containsExactlyInAnyOrder("shop-app-migrate-1", "shop-app-migrate-2");

        apply("3-unready", "three", "3", 3);
        await().atMost(Stage.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> release().phase() == Phase.RollingBack || release().phase() == Phase.RolledBack);
        restart();
        awaitPhase(Phase.RolledBack, 2);
        restart();
        assertThat(release().phase()).isEqualTo(Phase.RolledBack);
        assertThat(image("app")).isEqualTo("example/app:2");
        assertThat(jobs())
                .as(this::whatBecameOfJobs)
                .containsExactlyInAnyOrder("shop-app-migrate-1", "shop-app-migrate-2", "shop-app-migrate-3");
    }

    /** Once for each time that one ran. */
    private List<String> jobs() {
        return stage.client.v1().events().inNamespace(stage.namespace).list().getItems().stream()
                .filter(e -> "Job".equals(e.getInvolvedObject().getKind())
                        && e.getReason().equals("SuccessfulCreate"))
                .map(e -> e.getInvolvedObject().getName())
                .toList();
    }

    private String whatBecameOfJobs() {
        var events = stage.client.v1().events().inNamespace(stage.namespace).list().getItems().stream()
                .filter(event -> "Job".equals(event.getInvolvedObject().getKind()))
                .map(event -> event.getFirstTimestamp() + " " + event.getMessage())
                .toList();
        return events + " after "
                + stage.log()
                        .requests(request -> request.isWrite()
                                && request.resource().equals("jobs")
                                && request.namespace().equals(stage.namespace));
    }

    private void restart() {
        stage.operator().kill();
        stage.operator().launch();
        stage.operator().awaitReady();
    }

    @Test
    void bringsEachRevisionBackToItsPlaceInAHistoryOfTen() {
        for (int i = 1; i <= 13; i++) {
            stage.apply("shop", Specs.BARE.replace("app:1.0", "app:" + i));
            awaitPhase(Phase.Released, i);
        }
        await().atMost(Stage.LIMIT)
                .until(() -> stage.client
                                .apps()
                                .controllerRevisions()
                                .inNamespace(stage.namespace)
                                .list()
                                .getItems()
                                .size()
                        <= 11);
        assertThat(Map.copyOf(release().current().images())).containsEntry("app", "example/app:13");
    }
}
