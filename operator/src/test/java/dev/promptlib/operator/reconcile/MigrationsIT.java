package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition.Status;
import dev.promptlib.operator.api.Condition.Type;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each release migrates once, alone, and whatever others left. */
class MigrationsIT extends OnStage {
    private static final String HOLD = "promptlib.dev/held-by-the-test";
    private static final String SPEC =
            """
            profile: development
            components:
              - name: app
                image: "example/app:%s"
                port: 8000
                pod: { runAsUser: 1000 }
                migration: { command: [migrate] }
            database: { engine: None }
            cache: { engine: None }
            update: { settleSeconds: 0 }
            """;

    @Test
    void startsOnlyWhenTheMigrationOfAnotherReleaseHasEnded() {
        stage.apply("shop", SPEC.formatted("1"));
        stage.awaitReady("shop");
        stage.withoutPods();
        stage.apply("shop", SPEC.formatted("2"));
        await().atMost(Stage.LIMIT).until(() -> pod("shop-app-migrate-2").isPresent());
        Pod ending = hold(pod("shop-app-migrate-2").orElseThrow());

        stage.apply("shop", SPEC.formatted("3"));
        await().atMost(Stage.LIMIT).until(() -> stage.condition(stage.namespace, "shop", Type.MigrationSucceeded)
                .filter(c -> c.message().contains("has to end before the next one"))
                .isPresent());
        assertThat(job("shop-app-migrate-3")).isNull();
        await().atMost(Stage.LIMIT).until(() -> job("shop-app-migrate-2") == null);
        stage.withPodsAgain();
        release(ending);
        stage.awaitReady("shop");
        assertThat(job("shop-app-migrate-3").getStatus().getSucceeded()).isEqualTo(1);
    }

    @Test
    void startsOnlyWhenTheDatabaseThatTheSameEditRestartsIsBack() {
        String spec = SPEC.replace("database: { engine: None }", "database: { parameters: { work_mem: \"%s\" } }");
        stage.apply("shop", spec.formatted("1", "4MB"));
        stage.awaitReady("shop");
        stage.withoutPods();
        stage.apply("shop", spec.formatted("2", "8MB"));

        stage.awaitCondition(stage.namespace, "shop", Type.DatabaseReady, Status.False);
        await().atMost(Stage.LIMIT)
                .until(() -> stage.resource("shop").get().getStatus().release().phase() == Phase.Pending);
        assertThat(job("shop-app-migrate-2")).isNull();
        stage.withPodsAgain();
        stage.awaitReady("shop");
        assertThat(job("shop-app-migrate-2").getStatus().getSucceeded()).isEqualTo(1);
    }

    /** What the garbage collector has not reached yet is not this resource's. */
    @Test
    void runsAlthoughAnEarlierResourceOfTheNameLeftOneThatIsDone() {
        stage.apply("shop", SPEC.formatted("1"));
        stage.awaitReady("shop");
        Job done = hold(job("shop-app-migrate-1"));
        stage.resource("shop").delete();
        await().atMost(Stage.LIMIT).until(() -> stage.resource("shop").get() == null);

        stage.apply("shop", SPEC.formatted("2"));
        stage.awaitCondition(stage.namespace, "shop", Type.MigrationSucceeded, Status.False);
        await().atMost(Stage.LIMIT)
                .until(() -> stage.resource("shop").get().getStatus().release().phase() == Phase.Migrating);
        release(done);
        stage.awaitReady("shop");
        assertThat(job("shop-app-migrate-1").getMetadata().getUid())
                .isNotEqualTo(done.getMetadata().getUid());
    }

    private Optional<Pod> pod(String job) {
        return stage
                .client
                .pods()
                .inNamespace(stage.namespace)
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems()
                .stream()
                .findFirst();
    }

    private Job job(String name) {
        return stage.client
                .batch()
                .v1()
                .jobs()
                .inNamespace(stage.namespace)
                .withName(name)
                .get();
    }

    /** It stays until it is released, as what takes long to end. */
    private <T extends HasMetadata> T hold(T object) {
        return finalizers(object, "[\"" + HOLD + "\"]");
    }

    private void release(HasMetadata held) {
        finalizers(held, "null");
    }

    private <T extends HasMetadata> T finalizers(T object, String json) {
        return stage.client
                .resource(object)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":" + json + "}}");
    }
}
