package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cli.Promptlib;
import dev.promptlib.operator.cluster.DockerEngine;
import dev.promptlib.operator.cluster.DockerEngine.Answer;
import dev.promptlib.operator.cluster.OnDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A machine is lost with all that Docker kept on it: another has the bucket, its keys and the password, and goes on. */
@OnDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeBucketE2E {
    private static final String YAML = OnCluster.yaml("compose-bucket");
    private static final String VOLUME = "      volume: { size: 1Gi }\n";

    @TempDir
    static Path folder;

    private ComposeProject bucket;
    private ComposeProject lost;
    private ComposeProject other;
    private String password;

    @BeforeAll
    void start() throws IOException {
        bucket = new ComposeProject(Files.createDirectory(folder.resolve("s3")), "s3-e2e");
        Files.writeString(bucket.folder.resolve("docker-compose.yml"), OnCluster.yaml("compose-s3"));
        lost = new ComposeProject(Files.createDirectory(folder.resolve("lost")), "shop-lost-e2e");
        other = new ComposeProject(Files.createDirectory(folder.resolve("other")), "shop-other-e2e");
        bucket.run("up", "--detach", "--quiet-pull");
        DockerEngine.get().loadApp();
        up(lost, YAML, S3Server.KEYS);
    }

    @AfterAll
    void remove() {
        List.of(lost, other, bucket).forEach(ComposeProject::removeWithData);
    }

    /** As the page says it: the Secret's files first, then the two lines. */
    private static void up(ComposeProject project, String yaml, Map<String, String> keys) throws IOException {
        for (var key : keys.entrySet()) {
            write(project, "secrets/s3/" + key.getKey(), key.getValue());
        }
        write(project, "docker-compose.override.yml", "networks: { outside: { name: s3-e2e, external: true } }\n");
        Path file = write(project, "shop.yaml", yaml);
        assertThat(Promptlib.run(
                        "compose",
                        file.toString(),
                        "--out",
                        project.folder.resolve("docker-compose.yml").toString()))
                .isZero();
        project.up();
    }

    private static Path write(ComposeProject project, String file, String text) throws IOException {
        Path path = project.folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static String typed(ComposeProject project, String line) {
        Answer answer = project.typed("docker compose " + line);
        assertThat(answer.exitCode()).as("%s: %s", line, answer.text()).isZero();
        return answer.text();
    }

    private static String sql(ComposeProject project, String statement) {
        return project.run("exec", "-T", "database", "psql", "-X", "-U", "postgres", "-qAtc", statement, "app");
    }

    private String snapshotsInTheBucket() {
        return bucket.run("exec", "-T", "s3", "ls", "/data/backups/shop/snapshots");
    }

    @Test
    @Order(1)
    void copiesABackupIntoTheBucket() {
        sql(lost, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('first')");
        assertThat(lost.ask("app", "sh", "-c", "umask 077 && echo first >/app/data/kept")
                        .exitCode())
                .isZero();

        assertThat(typed(lost, "run --rm backup now")).contains("copying off site", "succeeded: {\"snapshot\":");

        assertThat(snapshotsInTheBucket().lines())
                .as("database, storage and manifest")
                .hasSize(3);
    }

    @Test
    @Order(2)
    void comesBackOnAnotherMachineFromTheBucketAlone() throws IOException {
        password = typed(lost, "exec backup cat /secrets/password/password");
        typed(lost, "down --volumes");

        String alone = YAML.replace(VOLUME, "") + "      passwordRef: { name: restic, key: password }\n";
        assertThat(alone).doesNotContain(VOLUME);
        write(other, "secrets/restic/password", password + "\n");
        up(other, alone, S3Server.KEYS);
        typed(other, "run --rm restore latest");
        typed(other, "stop app");
        typed(other, "run --rm restore switch");
        typed(other, "up --wait");

        assertThat(sql(other, "SELECT word FROM kept")).isEqualTo("first");
        assertThat(other.ask("app", "cat", "/app/data/kept").text()).isEqualTo("first");
    }

    @Test
    @Order(3)
    void goesOnInTheBucket() {
        typed(other, "run --rm backup now");

        assertThat(typed(other, "run --rm backup list").lines().filter(line -> line.endsWith("Z request")))
                .hasSize(2);
        assertThat(typed(other, "run --rm verify latest")).contains("succeeded: {\"snapshot\":");
        assertThat(snapshotsInTheBucket().lines()).as("of three backups").hasSize(9);
    }

    @Test
    @Order(4)
    void showsNeitherKeysNorPassword() {
        for (String shown : List.of(other.run("config"), other.inspected(), other.run("logs"))) {
            assertThat(shown).doesNotContain(password, S3Server.KEYS.get("AWS_SECRET_ACCESS_KEY"));
        }
    }
}
