package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a spec names and is not there, or is wrong: it is said where and what to do, and heals without a touch. */
class ReferencesIT {
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open("references");
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void waitsForASecretThatIsMissing() {
        stage.apply("keys", Specs.BARE + "secrets: { from: [{ name: api-keys }] }\n");
        assertStalled(
                "keys", Reason.SecretMissing, "spec.secrets.from[0].name", "there is no Secret api-keys", "create it");
        secret("api-keys", Map.of("API_KEY", "one"));
        stage.awaitReady("keys");
    }

    @Test
    void waitsForAConfigMapThatIsMissing() {
        stage.apply(
                "config",
                Specs.BARE.replace(
                        "port: 8000,",
                        "port: 8000, config: [{ name: files, mountPath: /config, configMapRef: { name: settings } }],"));
        assertStalled(
                "config",
                Reason.ConfigMapMissing,
                "spec.components[0].config[0].configMapRef.name",
                "there is no ConfigMap settings",
                "create it");
        configMap("settings", Map.of("a.yaml", "a: 1"));
        stage.awaitReady("config");

        String first = inputs("config");
        configMap("settings", Map.of("a.yaml", "a: 2"));
        await().atMost(Stage.LIMIT).until(() -> !inputs("config").equals(first));
        stage.awaitReady("config");
    }

    @Test
    void saysWhatIsWrongWithAConnectionWithoutShowingIt() {
        secret("database-url", Map.of("url", "mysql://me:sesame@db.example.com/shop"));
        stage.apply(
                "outside",
                Specs.BARE.replace(
                        "database: { engine: None }",
                        "database: { engine: External, external: { secretRef: { name: database-url } } }"));
        assertStalled(
                "outside",
                Reason.InvalidConnection,
                "spec.database.external.secretRef.key",
                "Secret database-url",
                "postgresql://");
        assertThat(stage.awaitStalled("outside").message()).doesNotContain("sesame");

        secret("database-url", Map.of("uri", "postgres://me:sesame@db.example.com/shop"));
        assertStalled("outside", Reason.SecretMissing, "has no key url (it has uri)", "add the key");

        secret("database-url", Map.of("url", "postgres://me:sesame@db.example.com/shop"));
        stage.awaitReady("outside");
    }

    @Test
    void rollsThePodsWhenASecretChanges() {
        secret("rolling", Map.of("API_KEY", "one"));
        stage.apply("rolls", Specs.BARE + "secrets: { from: [{ name: rolling }] }\n");
        stage.awaitReady("rolls");
        String first = inputs("rolls");

        secret("rolling", Map.of("API_KEY", "two"));
        await().atMost(Stage.LIMIT).until(() -> !inputs("rolls").equals(first));
        stage.awaitReady("rolls");

        secret("rolling", Map.of("API_KEY", "one"));
        await().atMost(Stage.LIMIT).until(() -> inputs("rolls").equals(first));
    }

    @Test
    void leavesWhatRunsAloneWhenTheSpecBecomesInvalid() {
        stage.apply("valid", Specs.BARE);
        stage.awaitReady("valid");
        Map<String, String> before = stage.children("valid").objects();
        stage.apply(
                "valid",
                Specs.BARE
                        .replace("app:1.0", "app:2.0")
                        .replace("port: 8000,", "port: 8000, envFrom: [{ secretRef: { name: nowhere } }],"));
        assertStalled("valid", Reason.SecretMissing, "spec.components[0].envFrom[0].secretRef.name", "nowhere");
        assertThat(stage.children("valid").objects()).isEqualTo(before);
        stage.apply("valid", Specs.BARE);
        stage.awaitReady("valid");
    }

    @Test
    void saysThatAQuotaKeepsItFromMakingItsPasswords() {
        var quota = stage.client
                .resource(new ResourceQuotaBuilder()
                        .withMetadata(named("no-more-secrets"))
                        .withNewSpec()
                        .addToHard("count/secrets", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        await().atMost(Stage.LIMIT)
                .until(() -> stage.client.resource(quota).get().getStatus().getHard() != null);
        stage.apply("quota", Specs.SMALL);
        assertStalled("quota", Reason.ApplyRefused, "quota-database", "exceeded quota: no-more-secrets");
        stage.client.resource(quota).delete();
        stage.awaitReady("quota");
    }

    private static void assertStalled(String name, Reason reason, String... words) {
        await().atMost(Stage.LIMIT).untilAsserted(() -> {
            Condition stalled = stage.awaitStalled(name);
            assertThat(stalled.reason()).isEqualTo(reason);
            assertThat(stalled.message()).contains(words);
        });
    }

    private static String inputs(String name) {
        return stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName(name + "-app")
                .get()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("promptlib.dev/inputs");
    }

    private static void secret(String name, Map<String, String> values) {
        stage.client
                .resource(new SecretBuilder()
                        .withMetadata(named(name))
                        .withStringData(values)
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private static void configMap(String name, Map<String, String> values) {
        stage.client
                .resource(new ConfigMapBuilder()
                        .withMetadata(named(name))
                        .withData(values)
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private static ObjectMeta named(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(stage.namespace)
                .build();
    }
}
