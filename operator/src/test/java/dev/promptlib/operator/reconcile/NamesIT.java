package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.DeletionPolicy;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names as long as they may be, that begin alike, that are given again at once, and that change in the middle of a release. */
class NamesIT extends OnStage {
    private static final String SPEC =
            """
            profile: development
            components:
              - name: app
                image: "example/app:%s"
                port: 8000
                pod: { runAsUser: 1000 }
                migration: { command: [migrate] }
              - { name: %s, image: "example/web:1", port: 8000, pod: { runAsUser: 1000 } }
            secrets: { generate: [{ name: JWT_SECRET, encoding: Base64 }] }
            update: { settleSeconds: 0 }
            """;

    @Test
    void mayAllBeAsLongAsTheyMayBe() {
        String name = "s".repeat(30);
        String component = "b".repeat(20);
        String spec = Specs.RICH
                .replace("name: backend", "migration: { command: [migrate] }\n    name: " + component)
                .replace("name: live", "name: " + "l".repeat(20))
                .replace("name: files", "name: " + "f".repeat(20))
                .replace("name: data", "name: " + "d".repeat(20));
        stage.apply(name, spec);
        stage.awaitReady(name);
        stage.apply(name, spec.replace("backend:2.1", "backend:2.2"));
        stage.awaitReady(name);
        assertThat(stage.children(name).objects())
                .containsKeys("Job " + name + "-safety-2", "Job " + name + "-" + component + "-migrate-2");
    }

    @Test
    void mayBeginLikeOneThatGoesWithItsData() {
        // The first is called as a component of the one that goes.
        List<String> neighbours = List.of("shop-backend", "shop-db");
        neighbours.forEach(name -> stage.apply(name, Specs.RICH.replace("shop.example", name + ".example")));
        neighbours.forEach(stage::awaitReady);
        Map<String, String> before = uids();

        stage.apply("shop", Specs.RICH + "deletionPolicy: Delete\n");
        stage.awaitReady("shop");
        assertThat(uids()).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
        stage.resource("shop").delete();

        await().atMost(Stage.LIMIT).untilAsserted(() -> assertThat(uids()).isEqualTo(before));
        neighbours.forEach(stage::awaitReady);
    }

    /** While the garbage collector still clears away what was called so before. */
    @ParameterizedTest
    @EnumSource(
            value = DeletionPolicy.class,
            names = {"Retain", "Delete"})
    void mayBeGivenAgainAtOnce(DeletionPolicy policy) {
        String spec = SPEC.formatted("1", "web") + "deletionPolicy: " + policy + "\n";
        Snapshot fresh = fresh(spec);
        for (boolean whenReady : List.of(true, false, true, true, false)) {
            stage.apply("shop", spec);
            if (whenReady) {
                stage.awaitReady("shop");
            }
            stage.resource("shop").delete();
            await().atMost(Stage.LIMIT)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> stage.resource("shop").get() == null);
        }
        stage.apply("shop", spec);
        stage.awaitReady("shop");
        await().atMost(Stage.LIMIT)
                .untilAsserted(
                        () -> assertThat(stage.children("shop").objects()).isEqualTo(fresh.objects()));
    }

    @Test
    void ofComponentsMayChangeInTheMiddleOfARelease() {
        stage.apply("shop", SPEC.formatted("1", "web"));
        stage.awaitReady("shop");
        stage.apply("shop", SPEC.formatted("2-unready", "front"));
        awaitRolling(2);
        stage.apply("shop", SPEC.formatted("3-unready", "face"));
        awaitRolling(3);
        String last = SPEC.formatted("4", "front");
        stage.apply("shop", last);
        stage.awaitReady("shop");

        Snapshot fresh = fresh(last);
        await().atMost(Stage.LIMIT).untilAsserted(() -> assertThat(
                        withoutHistory(stage.children("shop").withoutLeftovers(fresh)))
                .isEqualTo(withoutHistory(fresh)));
    }

    private void awaitRolling(long revision) {
        await().atMost(Stage.LIMIT).until(() -> {
            ReleaseStatus release = stage.resource("shop").get().getStatus().release();
            return release.phase() == Phase.Rolling && release.target().revision() == revision;
        });
    }

    private Snapshot fresh(String spec) {
        String elsewhere = stage.newNamespace();
        stage.apply(elsewhere, "shop", spec);
        stage.awaitReady(elsewhere, "shop");
        return stage.children(elsewhere, "shop");
    }

    private static Map<String, String> withoutHistory(Snapshot snapshot) {
        Map<String, String> objects = new TreeMap<>(snapshot.objects());
        objects.keySet().removeIf(key -> key.startsWith("ControllerRevision ") || key.contains("-migrate-"));
        return objects;
    }

    private Map<String, String> uids() {
        return Snapshot.live(stage.client, stage.namespace, Map.of()).stream()
                .collect(Collectors.toMap(
                        Snapshot::key, object -> object.getMetadata().getUid()));
    }
}
