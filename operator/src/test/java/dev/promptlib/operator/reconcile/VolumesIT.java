package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes of volumes that are there: no node gives them any here, and the API server refuses to let such a volume grow. */
class VolumesIT {
    private static final String RETAINED = database("1Gi") + "deletionPolicy: Retain\n";

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open("volumes");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void keepTheSizeThatTheyHaveWhenAnotherProfileHasAnotherDefault() {
        stage.apply("moved", Specs.SMALL.replace("staging", "production"));
        stage.awaitReady("moved");
        for (String profile : new String[] {"development", "staging"}) {
            stage.apply("moved", Specs.SMALL.replace("staging", profile));
            stage.awaitReady("moved");
            assertThat(size("moved-database")).isEqualTo("20Gi");
            assertThat(stage.resource("moved").get().getStatus().database().storage())
                    .isEqualTo("20Gi");
        }
    }

    @Test
    void haveAWayBackFromGrowthThatIsRefused() {
        stage.apply("grown", database("1Gi"));
        stage.awaitReady("grown");
        stage.apply("grown", database("2Gi"));
        Condition stalled = stage.awaitStalled("grown");
        assertThat(stalled.reason()).isEqualTo(Reason.ApplyRefused);
        assertThat(stalled.message())
                .contains("grown-database", "with 1Gi: set that size again", "allowVolumeExpansion: true");

        stage.apply("grown", database("1Gi"));
        stage.awaitReady("grown");
        assertThat(size("grown-database")).isEqualTo("1Gi");
    }

    @Test
    void neverShrink() {
        stage.apply("shrunk", database("2Gi"));
        stage.awaitReady("shrunk");
        stage.apply("shrunk", database("1Gi"));
        Condition stalled = stage.awaitStalled("shrunk");
        assertThat(stalled.reason()).isEqualTo(Reason.InvalidSpec);
        assertThat(stalled.message())
                .startsWith("spec.database.storage.size: a volume cannot shrink")
                .contains("set 2Gi or more");
        assertThat(size("shrunk-database")).isEqualTo("2Gi");
    }

    @Test
    void areNotGivenToAServerThatCannotOpenThem() {
        String older = RETAINED.replace("storage:", "version: 16, storage:");
        stage.apply("older", older);
        stage.awaitReady("older");
        stage.resource("older").delete();
        await().atMost(Stage.LIMIT).until(() -> stage.resource("older").get() == null);

        stage.apply("older", older.replace("16", "17"));
        Condition stalled = stage.awaitStalled("older");
        assertThat(stalled.reason()).isEqualTo(Reason.InvalidSpec);
        assertThat(stalled.message())
                .startsWith("spec.database.version: PostgreSQL 17 cannot open")
                .contains("set spec.backup.enabled, or use version 16");
        assertThat(stage.children("older").objects()).doesNotContainKey("StatefulSet older-database");

        // Who names no version gets the one that made them.
        stage.apply("older", RETAINED);
        stage.awaitReady("older");
        assertThat(stage.resource("older").get().getStatus().database().image()).isEqualTo("postgres:16");
    }

    private static String database(String size) {
        return Specs.SMALL.replace("staging", "development") + "database: { storage: { size: " + size + " } }\n";
    }

    private static String size(String claim) {
        return stage.client
                .persistentVolumeClaims()
                .inNamespace(stage.namespace)
                .withName(claim)
                .get()
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage")
                .toString();
    }
}
