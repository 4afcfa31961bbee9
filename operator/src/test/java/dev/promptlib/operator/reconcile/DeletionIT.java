package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What outlives a resource, and what becomes of one whose passwords are gone, or that is suspended. */
class DeletionIT extends OnStage {
    private static final List<String> DATA = List.of(
            "PersistentVolumeClaim shop-backup",
            "PersistentVolumeClaim shop-database",
            "Secret shop-backup",
            "Secret shop-backup-copy",
            "Secret shop-cache",
            "Secret shop-cache-copy",
            "Secret shop-database",
            "Secret shop-database-copy",
            "Secret shop-secrets",
            "Secret shop-secrets-copy");

    @Test
    void keepsTheDataForTheNextResourceOfThatName() {
        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        Map<String, String> passwords = Snapshot.passwords(stage.client, stage.namespace);
        Map<String, String> before = stage.children("shop").objects();
        assertThat(passwords).hasSize(12);

        delete("shop");
        awaitLeft(DATA);

        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        assertThat(Snapshot.passwords(stage.client, stage.namespace)).isEqualTo(passwords);
        assertThat(stage.children("shop").objects()).isEqualTo(before);
    }

    @Test
    void deletesTheDataWhereThatIsWantedAlsoWhenItWasDownMeanwhile() {
        stage.apply("shop", Specs.SMALL + "deletionPolicy: Delete\n");
        stage.awaitReady("shop");
        stage.operator().kill();
        stage.resource("shop").delete();
        assertThat(stage.resource("shop").get().getMetadata().getDeletionTimestamp())
                .isNotNull();

        stage.operator().launch();
        stage.operator().awaitReady();
        awaitGone("shop");
        awaitLeft(List.of());
    }

    @Test
    void keepsTheDataWhenThereCanBeNoLastBackup() {
        stage.apply("shop", Specs.SMALL + "deletionPolicy: Snapshot\n");
        stage.awaitReady("shop");
        // As a deletion in the foreground does it: the children go first.
        stage.operator().kill();
        stage.client.batch().v1().cronjobs().inNamespace(stage.namespace).delete();
        stage.resource("shop").delete();
        stage.operator().launch();
        stage.operator().awaitReady();

        await().atMost(Stage.LIMIT)
                .untilAsserted(() -> assertThat(stage.condition(stage.namespace, "shop", Condition.Type.Ready))
                        .hasValueSatisfying(ready -> assertThat(ready.message())
                                .contains("no last backup", "CronJobs", "promptlib.dev/delete-without-backup=true")));
        assertThat(stage.client
                        .persistentVolumeClaims()
                        .inNamespace(stage.namespace)
                        .withName("shop-database")
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNull();
        stage.resource("shop")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                {"metadata":{"annotations":{"promptlib.dev/delete-without-backup":"true"}}}""");
        awaitGone("shop");
    }

    @Test
    void keepsTheDataThatNoLastBackupWouldHold() {
        stage.apply("shop", Specs.SMALL + "deletionPolicy: Snapshot\n");
        stage.awaitReady("shop");
        // Of a component that the resource had once.
        PersistentVolumeClaim database = stage.client
                .persistentVolumeClaims()
                .inNamespace(stage.namespace)
                .withName("shop-database")
                .get();
        PersistentVolumeClaim old = stage.client
                .resource(new PersistentVolumeClaimBuilder(database)
                        .withNewMetadata()
                        .withName("shop-old-data")
                        .withNamespace(stage.namespace)
                        .withLabels(database.getMetadata().getLabels())
                        .addToLabels(Labels.COMPONENT, "old")
                        .endMetadata()
                        .editSpec()
                        .withVolumeName(null)
                        .endSpec()
                        .withStatus(null)
                        .build())
                .create();

        stage.resource("shop").delete();
        awaitWord("No backup holds what is on the volumes shop-old-data: ");

        stage.client.resource(old).delete();
        awaitWord("A last backup is being made");
        stage.resource("shop")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                {"metadata":{"annotations":{"promptlib.dev/delete-without-backup":"true"}}}""");
        awaitGone("shop");
    }

    private void awaitWord(String words) {
        await().atMost(Stage.LIMIT)
                .untilAsserted(() -> assertThat(stage.condition(stage.namespace, "shop", Condition.Type.Ready))
                        .hasValueSatisfying(ready -> assertThat(ready.message()).contains(words)));
    }

    /** With its copy, from which it would be made again. */
    private void loseForGood(String secret) {
        stage.operator().kill();
        Stream.of(secret, secret + "-copy")
                .forEach(name -> stage.client.resource(secret(name)).delete());
        stage.operator().launch();
        stage.operator().awaitReady();
    }

    @Test
    void makesALostSecretAgainFromItsCopy() {
        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        Map<String, String> passwords = Snapshot.passwords(stage.client, stage.namespace);

        DATA.stream()
                .filter(data -> data.startsWith("Secret "))
                .map(data -> data.substring("Secret ".length()))
                .forEach(name -> {
                    stage.client.resource(secret(name)).delete();
                    await().atMost(Stage.LIMIT)
                            .untilAsserted(() -> assertThat(Snapshot.passwords(stage.client, stage.namespace))
                                    .isEqualTo(passwords));
                });
        stage.awaitReady("shop");
    }

    @Test
    void makesNoNewPasswordWhereThereIsDataAndGoesOnWithTheRestoredOne() {
        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        Secret password = secret("shop-database");
        Map<String, String> before = stage.children("shop").objects();
        loseForGood("shop-database");

        Condition stalled = stage.awaitStalled("shop");
        assertThat(stalled.reason()).isEqualTo(Reason.CredentialsLost);
        assertThat(stalled.message())
                .contains("Secret shop-database", "Restore", "PersistentVolumeClaim shop-database");
        assertThat(secret("shop-database")).isNull();
        assertThat(stage.client
                        .apps()
                        .statefulSets()
                        .inNamespace(stage.namespace)
                        .withName("shop-database")
                        .get())
                .as("what runs goes on running")
                .isNotNull();

        stage.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("shop-database")
                        .withNamespace(stage.namespace)
                        .withLabels(password.getMetadata().getLabels())
                        .endMetadata()
                        .withData(password.getData())
                        .build())
                .create();
        stage.awaitReady("shop");
        assertThat(stage.children("shop").objects()).isEqualTo(before);
    }

    @Test
    void beginsAnewWhenTheVolumeOfALostPasswordIsGivenUp() {
        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        loseForGood("shop-database");
        stage.awaitStalled("shop");

        // As the message says; the pod that has the volume must go first.
        stage.client
                .apps()
                .statefulSets()
                .inNamespace(stage.namespace)
                .withName("shop-database")
                .delete();
        stage.client
                .persistentVolumeClaims()
                .inNamespace(stage.namespace)
                .withName("shop-database")
                .edit(claim -> withoutFinalizers(claim));
        stage.client
                .persistentVolumeClaims()
                .inNamespace(stage.namespace)
                .withName("shop-database")
                .delete();
        stage.awaitReady("shop");
        assertThat(secret("shop-database").getData()).containsKeys("password", "superuser-password");
    }

    @Test
    void changesNothingWhileItIsSuspendedAndSaysSo() {
        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        stage.apply("shop", Specs.SMALL + "suspend: true\n");
        await().atMost(Stage.LIMIT).until(() -> status().phase() == PromptLibraryStatus.Phase.Suspended);
        Map<String, String> before = stage.versions();
        stage.log().clear();

        stage.apply("shop", Specs.SMALL.replace("app:1.0", "app:2.0") + "suspend: true\n");
        await().atMost(Stage.LIMIT).until(() -> status().observedGeneration() == 3);
        stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-app")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                {"spec": {"revisionHistoryLimit": 9}}""");
        stage.log().awaitQuiet(Duration.ofSeconds(3), Stage.LIMIT, r -> r.isWatch() || r.isLease());
        // Its own resource keeps its status and finalizer, and events are told; no object of the stack is touched.
        assertThat(stage.log().requests(ApiRequest::isWrite))
                .extracting(ApiRequest::resource)
                .isSubsetOf("promptlibraries", "events");
        assertThat(stage.children("shop").objects().get("Deployment shop-app")).contains("example/app:1.0");
        assertThat(stage.versions().keySet()).isEqualTo(before.keySet());

        stage.apply("shop", Specs.SMALL.replace("app:1.0", "app:2.0"));
        stage.awaitReady("shop");
        assertThat(stage.children("shop").objects().get("Deployment shop-app"))
                .contains("example/app:2.0", "revisionHistoryLimit: 3");
    }

    private PromptLibraryStatus status() {
        return stage.resource("shop").get().getStatus();
    }

    private Secret secret(String name) {
        return stage.client
                .secrets()
                .inNamespace(stage.namespace)
                .withName(name)
                .get();
    }

    private PersistentVolumeClaim withoutFinalizers(PersistentVolumeClaim claim) {
        claim.getMetadata().setFinalizers(List.of());
        return claim;
    }

    private void delete(String name) {
        stage.resource(name).delete();
        awaitGone(name);
    }

    private void awaitGone(String name) {
        await().atMost(Stage.LIMIT).until(() -> stage.resource(name).get() == null);
    }

    /** The garbage collector takes its time. */
    private void awaitLeft(List<String> keys) {
        await().atMost(Stage.LIMIT)
                .untilAsserted(() -> assertThat(Snapshot.live(stage.client, stage.namespace, Map.of()))
                        .extracting(Snapshot::key)
                        .containsExactlyInAnyOrderElementsOf(keys));
    }
}
