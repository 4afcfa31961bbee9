package dev.promptlib.operator.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.DeletionPolicy;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibrarySpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
    static PromptLibrarySpec of(String spec) {
        return Defaults.of(asked(spec));
    }

    private static PromptLibrarySpec asked(String spec) {
        return Serialization.unmarshal("spec:\n" + spec.indent(2), PromptLibrary.class)
                .getSpec();
    }

    @ParameterizedTest
    @CsvSource({
        "development, 1, 1Gi, 512Mi, 256Mi, 128Mi, 96Mi, Delete, false",
        "staging, 1, 5Gi, 1Gi, 512Mi, 256Mi, 192Mi, Retain, true",
        "production, 2, 20Gi, 1Gi, 512Mi, 256Mi, 192Mi, Retain, true",
    })
    void followTheProfile(
            String profile,
            int replicas,
            String storage,
            String app,
            String database,
            String cache,
            String maxMemory,
            DeletionPolicy deletion,
            boolean policies) {
        PromptLibrarySpec spec = of("profile: " + profile + "\ncomponents: [{name: app, image: 'a:1'}]");
        assertThat(spec.components().get(0).replicas()).isEqualTo(replicas);
        assertThat(spec.database().storage().size()).isEqualTo(storage);
        assertThat(spec.components().get(0).resources().getLimits().get("memory"))
                .isEqualTo(new Quantity(app));
        assertThat(spec.database().resources().getLimits().get("memory")).isEqualTo(new Quantity(database));
        assertThat(spec.cache().resources().getLimits().get("memory")).isEqualTo(new Quantity(cache));
        assertThat(spec.cache().maxMemory()).isEqualTo(maxMemory);
        assertThat(spec.deletionPolicy()).isEqualTo(deletion);
        assertThat(spec.networkPolicy().enabled()).isEqualTo(policies);
    }

    @Test
    void giveABackendInProductionTwiceTheMemory() {
        assertThat(of("components: [{name: backend, image: 'a:1'}]")
                        .components()
                        .get(0)
                        .resources()
                        .getLimits()
                        .get("memory"))
                .isEqualTo(new Quantity("2Gi"));
    }

    @Test
    void neverOverruleWhatIsSet() {
        PromptLibrarySpec spec = of(
                """
                profile: production
                deletionPolicy: Delete
                replicas: 5
                components: [{name: app, image: 'a:1', replicas: 3}, {name: web, image: 'a:1'}]
                database: {storage: {size: 1Gi}, extensions: [vector]}
                networkPolicy: {enabled: false}
                """);
        assertThat(spec.deletionPolicy()).isEqualTo(DeletionPolicy.Delete);
        assertThat(spec.components()).extracting(c -> c.replicas()).containsExactly(3, 5);
        assertThat(spec.database().storage().size()).isEqualTo("1Gi");
        assertThat(spec.database().image()).isEqualTo("pgvector/pgvector:pg17");
        assertThat(spec.networkPolicy().enabled()).isFalse();
    }

    @Test
    void leaveVolumesThatAreThereAsTheyAre() {
        var large = new PresentVolumes.Kept("30Gi", "3Gi", "40Gi", null);
        PromptLibrarySpec kept =
                Defaults.of(asked("components: [{name: app, image: 'a:1'}]\ncache: {persistence: {}}"), large);
        assertThat(kept.database().storage().size()).isEqualTo("30Gi");
        assertThat(kept.cache().persistence().size()).isEqualTo("3Gi");
        assertThat(kept.backup().repository().volume().size()).isEqualTo("40Gi");
        assertThat(Defaults.of(
                                asked("components: [{name: app, image: 'a:1'}]\ndatabase: {storage: {size: 2Gi}}"),
                                large)
                        .database()
                        .storage()
                        .size())
                .isEqualTo("2Gi");
    }

    @ParameterizedTest
    @CsvSource({
        "{version: 17}, postgres:16.4, postgres:16.4",
        "{image: 'our/postgres:17'}, our/postgres:16, our/postgres:16",
        "'{version: 17, extensions: [vector]}', , pgvector/pgvector:pg16",
        "{version: 16}, postgres:16.4, postgres:16",
        "{}, postgres:16.4, postgres:16",
        "{extensions: [vector]}, , pgvector/pgvector:pg16",
        "{version: 15}, postgres:16.4, postgres:15"
    })
    void letTheServerWaitThatIsTooNewForTheData(String database, String ran, String runs) {
        var kept = new PresentVolumes.Kept("1Gi", null, null, new DatabaseVolume("shop-database", 16, ran));
        PromptLibrarySpec spec =
                Defaults.of(asked("components: [{name: app, image: 'a:1'}]\ndatabase: " + database), kept);
        assertThat(spec.database().image()).isEqualTo(runs);
        assertThat(spec.backup().databaseImage())
                .as("the tools of the server that runs")
                .isEqualTo(runs);
    }

    @Test
    void letBackupsGrowWithTheDatabase() {
        PromptLibrarySpec spec = Defaults.of(
                asked("components: [{name: app, image: 'a:1'}]\ndatabase: {storage: {size: 50Gi}}"),
                new PresentVolumes.Kept("50Gi", null, "20Gi", null));
        assertThat(spec.backup().repository().volume().size()).isEqualTo("50Gi");
    }

    @Test
    void keepComponentsWithStorageOfTheirOwnAlone() {
        PromptLibrarySpec spec = of(
                """
                components:
                - {name: own, image: 'a:1', storage: [{name: d, mountPath: /d, size: 1Gi}]}
                - {name: shared, image: 'a:1', storage: [{name: d, mountPath: /d, size: 1Gi, accessMode: ReadWriteMany}]}
                """);
        assertThat(spec.components()).extracting(c -> c.replicas()).containsExactly(1, 2);
    }

    @Test
    void areTheSameWhenAppliedAgain() {
        PromptLibrarySpec once = of("components: [{name: app, image: 'a:1', port: 80}]\nexposure: {host: a.b}");
        assertThat(Defaults.of(once)).isEqualTo(once);
    }
}
