package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Type.Ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.cluster.Launcher;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All is lost but the bucket and the password: the stack comes back in another namespace. */
class DisasterE2E extends OnCluster {
    private static final String PASSWORD = "kept elsewhere";

    @TempDir
    static Path folder;

    private TestNamespace lost;
    private TestNamespace safe;
    private Stack stack;

    @BeforeAll
    void start() {
        lost = namespace("lost");
        safe = namespace("safe");
        S3Server.in(client, safe.name());
        secret("s3", S3Server.KEYS);
        secret("restic", Map.of("password", PASSWORD));
        stack = Stack.create(client, lost, at("offsite")).awaitReady();
        try (App app = stack.app("app")) {
            app.add("from before the disaster", stack.secret("secrets", "API_TOKEN"));
        }
    }

    private String at(String name) {
        return yaml(name).replace("http://s3:", "http://s3." + safe.name() + ":");
    }

    private void secret(String name, Map<String, String> values) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(lost.name())
                        .withName(name)
                        .endMetadata()
                        .withStringData(values)
                        .build())
                .create();
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
        stack.shell("database").run("psql -U postgres -c 'create database theirs'");
        stack.resource().delete();
        await("what no backup holds").atMost(Stack.LIMIT).untilAsserted(() -> assertThat(
                        stack.await(Ready, False, "Deleting"))
                .contains(
                        "databases that are in no backup: theirs",
                        "It is tried again",
                        "promptlib.dev/delete-without-backup=true"));
        stack.shell("database").run("psql -U postgres -c 'drop database theirs'");
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
    void comesBackElsewhereFromTheBucketAlone() throws IOException {
        Launcher launcher = Launcher.in(folder, cluster, safe.name());
        Files.writeString(folder.resolve("shop.yaml"), at("offsite").replace("      volume: { size: 1Gi }\n", ""));
        Page page = new Page("disaster");
        Instant begin = Instant.now();
        try {
            for (Page.Block block : page.blocks()) {
                if (block.isWholeObject()) {
                    Files.writeString(
                            folder.resolve("restore.yaml"), block.text().replace("production", lost.name()));
                } else {
                    block.commands().forEach(command -> launcher.succeeds(here(command)));
                }
            }
            Stack other = new Stack(client, elsewhere(), "shop");
            try (App app = other.app("app")) {
                assertThat(app.get(App.PROMPTS).text()).contains("from before the disaster", "in the last minute");
            }
            System.err.printf(
                    "[e2e] from a bucket alone to an application that answers: %d s%n",
                    Duration.between(begin, Instant.now()).toSeconds());
            // It goes without a last backup when somebody insists.
            other.annotate("promptlib.dev/delete-without-backup", "true");
            other.delete();
        } finally {
            client.namespaces().withName(elsewhere()).delete();
        }
    }

    private String elsewhere() {
        return safe.name() + "-again";
    }

    /** What stands on the page for everybody, as it is here. */
    private String here(String command) {
        return command.replaceAll("(namespace|-n) shop", "$1 " + elsewhere())
                .replace("=KEY", "=" + S3Server.KEYS.get("AWS_ACCESS_KEY_ID"))
                .replace("=SECRET", "=" + S3Server.KEYS.get("AWS_SECRET_ACCESS_KEY"))
                .replace("=PASSWORD", "='" + PASSWORD + "'");
    }
}
