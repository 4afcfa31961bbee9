package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.cluster.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random edits of every kind, good and bad, and an operator that is killed at random: in the end something whole runs. */
class ReleaseWalkIT {
    private static final int STEPS = 40;
    private static final List<String> TAGS = List.of("1", "2", "3", "4-noimage", "5-crashes", "6-unready", "7-fails");
    private static final Set<Phase> ENDS = Set.of(Phase.Released, Phase.RolledBack);
    private static final String SPEC =
            """
            profile: development
            components:
              - name: app
                image: "example/app:%s"
                port: 8000
                pod: { runAsUser: 1000 }
                migration: { command: [migrate], deadlineSeconds: 60 }
              - { name: web, image: "example/web:%s", port: 8000, pod: { runAsUser: 1000 } }
            database: { engine: None }
            cache: { engine: None }
            update: { progressDeadlineSeconds: 10, settleSeconds: 2 }
            """;

    @Test
    void endsReleasedOrRolledBackWhateverHappens() throws InterruptedException {
        long seed = Seed.of(ReleaseWalkIT.class);
        Random random = new Random(seed);
        try (Stage stage = Stage.openWide("walk")) {
            stage.apply("shop", SPEC.formatted("1", "1"));
            stage.awaitReady("shop");
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        stage.operator().kill();
                        stage.operator().launch();
                        stage.operator().awaitReady();
                    }
                    case 1 -> stage.withoutPods();
                    case 2 -> stage.withPodsAgain();
                    default ->
                        stage.apply(
                                "shop",
                                SPEC.formatted(
                                        TAGS.get(random.nextInt(TAGS.size())), TAGS.get(random.nextInt(TAGS.size()))));
                }
                // Not for luck: how far a release comes before the next thing happens is part of the walk.
                Thread.sleep(random.nextInt(3000));
            }
            stage.withPodsAgain();
            awaitEnd(stage, seed);
            stage.apply("shop", SPEC.formatted("8", "8"));
            stage.awaitReady("shop");
            ReleaseStatus last = stage.resource("shop").get().getStatus().release();
            assertThat(last.current().images())
                    .containsEntry("app", "example/app:8")
                    .containsEntry("web", "example/web:8");
        }
    }

    private static void awaitEnd(Stage stage, long seed) {
        await("an end, with " + Seed.told(seed))
                .atMost(Stage.LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    var resource = stage.resource("shop").get();
                    assertThat(resource.getStatus().observedGeneration())
                            .isEqualTo(resource.getMetadata().getGeneration());
                    ReleaseStatus release = resource.getStatus().release();
                    assertThat(release.phase()).isIn(ENDS);
                    List.of("app", "web").forEach(component -> assertThat(image(stage, component))
                            .isEqualTo(release.current().images().get(component)));
                });
    }

    private static String image(Stage stage, String component) {
        return stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-" + component)
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }
}
