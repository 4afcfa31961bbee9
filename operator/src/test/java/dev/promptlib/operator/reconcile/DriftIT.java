package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.desired.Contents;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of objects that somebody deletes, changes or takes, and of those that nobody wants any more. */
class DriftIT {
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open("drift");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void makesWhatSomebodyDeletesAgain() {
        stage.apply("gone", Specs.RICH);
        stage.awaitReady("gone");
        Map<String, String> before = stage.children("gone").objects();
        List<HasMetadata> deleted =
                live("gone").stream().filter(DriftIT::isNoData).toList();
        assertThat(deleted.stream().map(HasMetadata::getKind).distinct()).hasSize(Snapshot.KINDS.size() - 1);

        deleted.forEach(object -> stage.client.resource(object).delete());

        Set<String> uids = uids(deleted);
        await().atMost(Stage.LIMIT).untilAsserted(() -> {
            assertThat(stage.children("gone").objects()).isEqualTo(before);
            assertThat(uids(live("gone"))).doesNotContainAnyElementsOf(uids);
        });
        stage.awaitReady("gone");
    }

    @Test
    void putsBackWhatIsOursAndNothingElse() {
        stage.apply("edited", Specs.RICH);
        stage.awaitReady("edited");
        Map<String, String> before = stage.children("edited").objects();
        Map<String, String> changes = new TreeMap<>(Map.of(
                "ConfigMap edited-backend-live", "{'data':{'app.yaml':'changed'}}",
                "Deployment edited-frontend", "{'spec':{'revisionHistoryLimit':7}}",
                "HorizontalPodAutoscaler edited-backend", "{'spec':{'maxReplicas':9}}",
                "Ingress edited", "{'spec':{'rules':[{'host':'other.example.com'}]}}",
                "NetworkPolicy edited-deny-all", "{'spec':{'policyTypes':['Ingress']}}",
                "PodDisruptionBudget edited-frontend", "{'spec':{'maxUnavailable':2}}",
                "Secret edited-connections", "{'data':{'PGHOST':'bm93aGVyZQ=='}}",
                "Service edited-frontend", "{'spec':{'selector':{'app.kubernetes.io/component':'nothing'}}}",
                "ServiceAccount edited-frontend", "{'automountServiceAccountToken':true}",
                "StatefulSet edited-cache", "{'spec':{'replicas':0}}"));
        changes.put("Secret edited-database", "{'data':{'superuser-password':'b3RoZXI=','more':'b3RoZXI='}}");
        changes.put("Secret edited-cache-copy", "{'data':{'password':'b3RoZXI='}}");
        changes.put("Service edited-cache", "{'metadata':{'labels':{'app.kubernetes.io/managed-by':'nobody'}}}");
        changes.put("Deployment edited-pooler", "{'metadata':{'ownerReferences':[]}}");

        Map<String, HasMetadata> objects = live("edited").stream().collect(Collectors.toMap(Snapshot::key, o -> o));
        assertThat(objects).containsKeys(changes.keySet().toArray(String[]::new));
        changes.forEach((key, patch) -> {
            patch(objects.get(key), patch);
            patch(objects.get(key), "{'metadata':{'annotations':{'example.com/note':'theirs'}}}");
        });

        await().atMost(Stage.LIMIT).untilAsserted(() -> {
            Map<String, String> now = stage.children("edited").objects();
            assertThat(now.values().stream().filter(yaml -> yaml.contains("example.com/note: \"theirs\"")))
                    .hasSize(changes.size());
            now.replaceAll((key, yaml) -> yaml.replaceAll("    example.com/note: \"theirs\"\n", "")
                    .replaceAll("  annotations:\n(?!    )", ""));
            assertThat(now).isEqualTo(before);
        });
    }

    @Test
    void deletesWhatIsNoLongerWantedButNoData() {
        stage.apply("pruned", Specs.RICH);
        stage.awaitReady("pruned");
        Map<String, String> passwords = Snapshot.passwords(stage.client, stage.namespace);
        Set<String> data = live("pruned").stream()
                .filter(o -> !isNoData(o))
                .map(Snapshot::key)
                .collect(Collectors.toSet());
        assertThat(data).hasSize(12);

        stage.apply(
                "pruned",
                """
                profile: production
                components:
                  - { name: frontend, image: "example/frontend:2.1", replicas: 1, pod: { runAsUser: 1000 } }
                cache: { engine: None }
                networkPolicy: { enabled: false }
                update: { settleSeconds: 1 }
                """);
        stage.awaitReady("pruned");

        await().atMost(Stage.LIMIT).untilAsserted(() -> assertThat(live("pruned").stream()
                        .filter(DriftIT::isNoData)
                        .filter(o -> !isOfAnEarlierRelease(o))
                        .map(Snapshot::key)
                        .filter(key -> !key.startsWith("Job ")))
                .containsExactlyInAnyOrder(
                        "ConfigMap pruned-backup-scripts",
                        "CronJob pruned-backup",
                        "CronJob pruned-backup-verify",
                        "Deployment pruned-frontend",
                        "Secret pruned-connections",
                        "Service pruned-database",
                        "ServiceAccount pruned-frontend",
                        "StatefulSet pruned-database"));
        assertThat(live("pruned").stream().filter(o -> !isNoData(o)).map(Snapshot::key))
                .containsExactlyInAnyOrderElementsOf(data);
        assertThat(Snapshot.passwords(stage.client, stage.namespace)).containsAllEntriesOf(passwords);

        // And back again, with the same data.
        stage.apply("pruned", Specs.RICH);
        stage.awaitReady("pruned");
        assertThat(Snapshot.passwords(stage.client, stage.namespace)).containsAllEntriesOf(passwords);
    }

    @Test
    void touchesNothingThatBelongsToSomebodyElse() {
        ConfigMap theirs = stage.client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("taken-backend-live")
                        .withNamespace(stage.namespace)
                        .endMetadata()
                        .addToData("app.yaml", "theirs")
                        .build())
                .create();
        stage.apply("taken", Specs.RICH);

        Condition stalled = stage.awaitStalled("taken");
        assertThat(stalled.reason()).isEqualTo(Reason.NameTaken);
        assertThat(stalled.message()).contains("ConfigMap taken-backend-live", "delete or rename it");
        assertThat(stage.client.resource(theirs).get().getMetadata().getResourceVersion())
                .isEqualTo(theirs.getMetadata().getResourceVersion());

        stage.client.resource(theirs).delete();
        stage.awaitReady("taken");
        assertThat(stage.children("taken").objects()).containsKey("ConfigMap taken-backend-live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "database-copy"})
    void waitsForTheNameOfASecretThatSomebodyElseHas(String suffix) {
        var theirs = stage.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("held-" + suffix)
                        .withNamespace(stage.namespace)
                        .endMetadata()
                        .addToData("password", "dGhlaXJz")
                        .build())
                .create();
        stage.apply("held", Specs.SMALL + "deletionPolicy: Delete\n");

        Condition stalled = stage.awaitStalled("held");
        assertThat(stalled.reason()).isEqualTo(Reason.NameTaken);
        assertThat(stalled.message()).contains("Secret held-" + suffix + " exists");
        assertThat(stage.client.resource(theirs).get().getMetadata().getResourceVersion())
                .isEqualTo(theirs.getMetadata().getResourceVersion());

        stage.client.resource(theirs).delete();
        stage.awaitReady("held");
        stage.resource("held").delete();
        await().atMost(Stage.LIMIT).until(() -> live("held").isEmpty());
    }

    private static List<HasMetadata> live(String resource) {
        return Snapshot.live(stage.client, stage.namespace, Map.of("app.kubernetes.io/instance", resource));
    }

    /** What a release reads stays for as long as it may be gone back to. */
    private static boolean isOfAnEarlierRelease(HasMetadata object) {
        return object instanceof ControllerRevision || Contents.isOne(object);
    }

    private static boolean isNoData(HasMetadata object) {
        return !object.getMetadata().getOwnerReferences().isEmpty();
    }

    private static Set<String> uids(List<HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private static void patch(HasMetadata object, String json) {
        stage.client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), json.replace('\'', '"'));
    }
}
