package dev.promptlib.operator.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private static final References THERE = new References(
            Map.of("keys", Map.of("API_KEY", "k"), "db", Map.of("url", "postgres://u:p@h/d")),
            Map.of("settings", Map.of("a.yaml", "a: 1")));

    private static List<Problem> problems(String spec) {
        PromptLibrary resource = Serialization.unmarshal("spec:\n" + spec.indent(2), PromptLibrary.class);
        return Validation.problems(Defaults.of(resource.getSpec()), THERE);
    }

    private static Problem only(String spec) {
        List<Problem> problems = problems(spec);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void acceptsWhatIsThere() {
        assertThat(
                        problems(
                                """
                        components:
                        - name: app
                          image: a:1
                          env: [{name: A, valueFrom: {secretKeyRef: {name: keys, key: API_KEY}}}]
                          envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: absent, optional: true}}]
                          config: [{name: c, mountPath: /c, configMapRef: {name: settings}}]
                        database: {engine: External, external: {secretRef: {name: db}}}
                        secrets: {from: [{name: keys}]}
                        """))
                .isEmpty();
    }

    @Test
    void seesAVolumeThatWouldShrink() {
        String spec = "components: [{name: app, image: 'a:1', storage: [{name: d, mountPath: /d, size: 2Gi}]}]";
        PresentVolumes present = new PresentVolumes(
                Map.of(
                        "shop-app-d", new PresentVolumes.Size("3Gi", null),
                        "shop-database", new PresentVolumes.Size("30Gi", "30Gi")),
                null);
        List<Problem> problems = problems(spec, present);
        assertThat(problems).extracting(Problem::path).containsExactly("spec.components[0].storage[0].size");
        assertThat(problems.get(0).message()).contains("shop-app-d has 3Gi", "set 3Gi or more", "copy the data");
    }

    @Test
    void letsGrowthThatHasNotComeBeTakenBack() {
        PresentVolumes present =
                new PresentVolumes(Map.of("shop-database", new PresentVolumes.Size("9Gi", "1Gi")), null);
        assertThat(problems("components: [{name: app, image: 'a:1'}]\ndatabase: {storage: {size: 1024Mi}}", present))
                .isEmpty();
    }

    private static List<Problem> whereDataIsOf16(String database, String backup) {
        DatabaseVolume volume = new DatabaseVolume("shop-database", 16, "postgres:16");
        return problems(
                "components: [{name: app, image: 'a:1'}]\ndatabase: " + database + "\nbackup: " + backup,
                new PresentVolumes(Map.of(), volume));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{version: 16}",
                "{image: 'postgres:16'}",
                "{image: 'our/postgres:hardened', version: 16}",
                "{image: 'postgis/postgis:16-3.4'}",
                "{version: 17}",
                "{image: 'postgres:17.2-alpine'}"
            })
    void takesTheServerThatMadeTheDataAndNewerOnesWhereThereAreBackups(String database) {
        assertThat(whereDataIsOf16(database, "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{version: 15}, spec.database.version, 'PostgreSQL 15 cannot open', use version 16; to go back to 15",
        "'{image: \"registry.example.com:5000/pgvector/pgvector:0.8.0-pg15@sha256:1216\"}', spec.database.image, which 16 made, use version 16",
        "{version: 17}, spec.database.version, set spec.backup.enabled, or use version 16"
    })
    void seesAServerThatCannotOpenTheData(String database, String path, String said, String remedy) {
        List<Problem> problems = whereDataIsOf16(database, "{enabled: false}");
        assertThat(problems).extracting(Problem::path).containsExactly(path);
        assertThat(problems.get(0).message()).contains(said, remedy);
    }

    private static List<Problem> problems(String spec, PresentVolumes present) {
        PromptLibrary resource = Serialization.unmarshal("spec:\n" + spec.indent(2), PromptLibrary.class);
        Owner owner = new Owner("shop", "prod", "uid");
        return Validation.problems(Input.of(owner, resource.getSpec(), THERE, Credentials.NONE, present));
    }

    @Test
    void refusesVolumesAndLiveFilesOfTwoComponentsThatWouldBeCalledTheSame() {
        String two =
                """
                components:
                - {name: app, image: 'a:1', %1$s: [{name: old-data, %2$s}]}
                - {name: app-old, image: 'a:1', %1$s: [{name: data, %2$s}]}
                """;
        Problem volume = only(two.formatted("storage", "mountPath: /d, size: 1Gi"));
        assertThat(volume.path()).isEqualTo("spec.components[1].storage[0].name");
        assertThat(volume.message()).contains("RESOURCE-app-old-data", "of component app is");
        assertThat(only(two.formatted("config", "mountPath: /d, reload: Live, files: {a: b}"))
                        .path())
                .isEqualTo("spec.components[1].config[0].name");
        assertThat(problems(two.formatted("config", "mountPath: /d, files: {a: b}")))
                .isEmpty();
    }

    @Test
    void namesTheAbsentSecret() {
        Problem problem =
                only("components: [{name: app, image: 'a:1'}]\nsecrets: {from: [{name: keys}, {name: none}]}");
        assertThat(problem.path()).isEqualTo("spec.secrets.from[1].name");
        assertThat(problem.reason()).isEqualTo(Reason.SecretMissing);
        assertThat(problem.message()).contains("no Secret none", "create it, or correct the name");
    }

    @Test
    void namesTheAbsentKeyAndThoseThatAreThere() {
        Problem problem = only(
                "components: [{name: app, image: 'a:1', env: [{name: A, valueFrom: {secretKeyRef: {name: keys, key: B}}}]}]");
        assertThat(problem.path()).isEqualTo("spec.components[0].env[0].valueFrom.secretKeyRef.key");
        assertThat(problem.message()).contains("no key B (it has API_KEY)");
    }

    @Test
    void refusesAConnectionUrlThatIsNone() {
        Problem problem = only(
                """
                components: [{name: app, image: 'a:1'}]
                database: {engine: External, external: {secretRef: {name: keys, key: API_KEY}}}
                """);
        assertThat(problem.reason()).isEqualTo(Reason.InvalidConnection);
        assertThat(problem.path()).isEqualTo("spec.database.external.secretRef.key");
    }

    @Test
    void keepsRedisBelowItsLimit() {
        Problem problem = only(
                """
                components: [{name: app, image: 'a:1'}]
                cache: {maxMemory: 256Mi, resources: {limits: {memory: 256Mi}}}
                """);
        assertThat(problem.toString()).startsWith("spec.cache.maxMemory: it is not below the memory limit of 256Mi");
    }

    @Test
    void refusesARequestAboveItsLimit() {
        assertThat(only("components: [{name: app, image: 'a:1', resources: {requests: {cpu: 2}, limits: {cpu: 500m}}}]")
                        .path())
                .isEqualTo("spec.components[0].resources.requests.cpu");
    }

    @Test
    void refusesVariablesAndPathsThatMeetTwice() {
        assertThat(
                        problems(
                                """
                        components:
                        - name: app
                          image: a:1
                          env: [{name: A, value: '1'}, {name: A, value: '2'}, {name: 1B, value: x}]
                          config: [{name: c, mountPath: /data/, files: {'a/b': x}}]
                          writablePaths: [/data]
                        """))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "spec.components[0].env[1].name",
                        "spec.components[0].env[2].name",
                        "spec.components[0].config[0].files",
                        "spec.components[0]");
    }
}
