package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Type.Ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** All is lost but the bucket and the password: the stack comes back in another namespace. */
class DisasterE2E extends OnCluster {
    private TestNamespace lost;
    private TestNamespace safe;
    private Stack stack;

    @BeforeAll
    void start() {
        lost = namespace("lost");
        safe = namespace("safe");
        client.load(DisasterE2E.class.getResourceAsStream("/e2e/s3.yaml"))
                .items()
                .forEach(object -> createIn(safe, object));
        client.pods()
                .inNamespace(safe.name())
                .withName("s3")
                .waitUntilReady(120, java.util.concurrent.TimeUnit.SECONDS);
        secrets(lost);
        stack = Stack.create(client, lost, at("offsite")).awaitReady();
        try (App app = stack.app("app")) {
            app.add("from before the disaster", stack.secret("secrets", "API_TOKEN"));
        }
    }

    private String at(String name) {
        return yaml(name).replace("http://s3:", "http://s3." + safe.name() + ":");
    }

    private void createIn(TestNamespace namespace, HasMetadata object) {
        object.getMetadata().setNamespace(namespace.name());
        client.resource(object).create();
    }

    private void secrets(TestNamespace namespace) {
        Map<String, Map<String, String>> secrets = Map.of(
                "s3", Map.of("AWS_ACCESS_KEY_ID", "admin", "AWS_SECRET_ACCESS_KEY", "adminsecret"),
                "restic", Map.of("password", "kept elsewhere"));
        secrets.forEach((name, values) -> createIn(
                namespace,
                new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withStringData(values)
                        .build()));
    }

    @Test
    @Order(1)
    void copiesOffSite() {
        PromptLibraryBackupStatus status = new Vault(client, stack).backUp("offsite", true);

        assertThat(status.phase()).as(status.message()).isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
    }

    @Test
    @Order(2)
    void letsDataGoOnlyAfterALastBackup() {
        try (App app = stack.app("app")) {
            app.add("in the last minute", stack.secret("secrets", "API_TOKEN"));
        }
        stack.resource().delete();
        assertThat(stack.await(Ready, False, "Deleting")).contains("promptlib.dev/delete-without-backup=true");
        await("the resource gone").atMost(Stack.LIMIT.multipliedBy(2)).until(() -> stack.get() == null);
        // A claim goes when the last pod that mounts it has gone.
        await("the data gone, and the backups there")
                .atMost(Stack.LIMIT)
                .until(() -> client.persistentVolumeClaims().inNamespace(lost.name()).list().getItems().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .toList()
                        .equals(List.of("shop-backup")));
    }

    @Test
    @Order(3)
    void comesBackElsewhereFromTheBucketAlone() {
        secrets(safe);
        Stack other = Stack.create(client, safe, at("offsite").replace("      volume: { size: 1Gi }\n", ""));
        Vault vault = new Vault(client, other);
        var origin = new PromptLibraryRestoreSpec.Origin(lost.name(), "shop");
        vault.ask("back", new PromptLibraryRestoreSpec("shop", null, null, null, origin, null, false, null, null));

        PromptLibraryRestoreStatus status = vault.ended("back");
        assertThat(status.phase()).as(status.message()).isEqualTo(PromptLibraryRestoreStatus.Phase.Complete);
        other.awaitReady();
        try (App app = other.app("app")) {
            assertThat(app.get(App.PROMPTS).text()).contains("from before the disaster", "in the last minute");
        }
        // It goes without a last backup when somebody insists.
        other.resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"promptlib.dev/delete-without-backup\":\"true\"}}}");
        other.delete();
    }
}
