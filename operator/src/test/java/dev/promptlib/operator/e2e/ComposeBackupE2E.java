package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cli.Promptlib;
import dev.promptlib.operator.cluster.DockerEngine;
import dev.promptlib.operator.cluster.DockerEngine.Answer;
import dev.promptlib.operator.cluster.OnDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a stack that the command wrote, by a schedule of each minute and by hand, and what becomes of them. */
@OnDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeBackupE2E {
    private static final Duration TWO_MINUTES_AND_A_RUN = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private ComposeProject project;

    @BeforeAll
    void start() throws Exception {
        project = new ComposeProject(folder, "shop-backup-e2e");
        DockerEngine.get().loadApp();
        up(OnCluster.yaml("compose-backup"));
    }

    private void up(String library) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), library);
        Path compose = folder.resolve("docker-compose.yml");
        assertThat(Promptlib.run("compose", file.toString(), "--out", compose.toString()))
                .isZero();
        project.up();
    }

    @AfterAll
    void remove() {
        project.removeWithData();
    }

    private String sql(String statement) {
        return project.run("exec", "-T", "database", "psql", "-X", "-U", "postgres", "-qAtc", statement, "app");
    }

    private Answer byHand(String... arguments) {
        List<String> run = new ArrayList<>(List.of("run", "--rm", "-T"));
        run.addAll(List.of(arguments));
        return project.tried(run.toArray(String[]::new));
    }

    private String done(String... arguments) {
        Answer answer = byHand(arguments);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.text();
    }

    /** The ids of the backups of an origin, the oldest first. */
    private List<String> backups(String origin) {
        return done("backup", "list")
                .lines()
                .filter(line -> line.endsWith("Z " + origin))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private String health(String service) {
        return inspect(service, "{{.State.Health.Status}}");
    }

    private String inspect(String service, String format) {
        String container = project.run("ps", "--all", "--quiet", service);
        return project.docker.docker("inspect", "--format", format, container).text();
    }

    /** A file that nobody but the component's user may read. */
    private void write(String text) {
        assertThat(project.ask("app", "sh", "-c", "umask 077 && echo " + text + " >/app/data/kept")
                        .exitCode())
                .isZero();
        sql("CREATE TABLE IF NOT EXISTS kept (word text); TRUNCATE kept; INSERT INTO kept VALUES ('" + text + "')");
    }

    private List<String> data() {
        return List.of(
                sql("SELECT word FROM kept"),
                project.ask("app", "cat", "/app/data/kept").text());
    }

    @Test
    @Order(1)
    void makesABackupByItsSchedule() {
        await("a backup of the schedule")
                .atMost(TWO_MINUTES_AND_A_RUN)
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> project.tried("exec", "-T", "backup", "ls", "/repository")
                                .text()
                                .contains("config")
                        && !backups("schedule").isEmpty());
        assertThat(health("backup")).isEqualTo("healthy");
        assertThat(health("verify")).isEqualTo("healthy");
    }

    @Test
    @Order(2)
    void provesABackup() {
        assertThat(done("verify", "latest")).contains("succeeded: {\"snapshot\":");
        assertThat(done("--entrypoint", "ls", "verify", "-A", "/scratch"))
                .as("what is left of it")
                .doesNotContain("pgdata");
    }

    @Test
    @Order(3)
    void changesNothingBeforeSomethingIsLoaded() {
        Answer answer = byHand("restore", "switch");
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.text()).contains("Nothing is loaded").contains("docker compose run --rm restore latest");
        assertThat(byHand("restore", "back").text()).contains("nothing to put back");
        assertThat(byHand("restore", "0badcafe").text())
                .contains("there is no backup 0badcafe; there are:", "nothing has changed");
    }

    @Test
    @Order(4)
    void restoresBesideAndSwitchesAndGoesBack() {
        write("first");
        assertThat(done("backup", "now")).contains("succeeded: {\"snapshot\":");
        String backup = backups("request").get(0);
        write("second");

        assertThat(done("restore", backup))
                .contains("is loaded beside the live data", "docker compose stop app", "restore switch");
        assertThat(data()).containsExactly("second", "second");
        assertThat(byHand("restore", "switch").text()).contains("Stop them first: docker compose stop app");

        project.run("stop", "app");
        assertThat(done("restore", "switch")).contains("is in place", "docker compose up --wait", "restore back");
        project.up();
        assertThat(data()).containsExactly("first", "first");
        assertThat(project.ask("app", "stat", "-c", "%u", "/app/data/kept").text())
                .isEqualTo("1001");
        assertThat(backups("safety")).hasSize(1);

        project.run("stop", "app");
        assertThat(done("restore", "back")).contains("The data of before is back");
        project.up();
        assertThat(data()).containsExactly("second", "second");
    }

    @Test
    @Order(5)
    void saysWhatFailedUntilABackupSucceeds() {
        String password = project.run("exec", "-T", "database", "cat", "/run/secrets/promptlib/POSTGRES_PASSWORD");
        int before = backups("request").size();
        sql("ALTER ROLE postgres PASSWORD 'another'");
        Answer failed = byHand("backup", "now");
        assertThat(failed.exitCode()).isNotZero();
        assertThat(failed.text()).contains("failed: the database gives no snapshot", "password authentication failed");
        assertThat(backups("request")).hasSize(before);
        await("an unhealthy service").atMost(Duration.ofMinutes(1)).until(() -> health("backup")
                .equals("unhealthy"));
        assertThat(inspect("backup", "{{json .State.Health}}")).contains("the database gives no snapshot");

        sql("ALTER ROLE postgres PASSWORD '" + password + "'");
        done("backup", "now");
        await("a healthy service").atMost(Duration.ofMinutes(1)).until(() -> health("backup")
                .equals("healthy"));
    }

    /** A table that somebody has locked keeps the run in the middle of its dump. */
    @Test
    @Order(6)
    void endsAtOnceInTheMiddleOfARunAndLeavesNoLock() {
        write("third");
        project.run(
                "exec",
                "-T",
                "--detach",
                "database",
                "psql",
                "-X",
                "-U",
                "postgres",
                "-c",
                "BEGIN; LOCK TABLE kept; SELECT pg_sleep(600)",
                "app");
        await("a dump that waits")
                .atMost(TWO_MINUTES_AND_A_RUN)
                .until(() ->
                        sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'promptlib-backup' AND wait_event_type = 'Lock' AND query LIKE 'LOCK TABLE%'")
                                .equals("1"));
        project.run("stop", "backup");
        assertThat(inspect("backup", "{{.State.ExitCode}}"))
                .as("not killed, which is 137")
                .isEqualTo("143");
        assertThat(locks()).as("locks of the repository").doesNotContainPattern("(?m)^[0-9a-f]{64}$");
    }

    @Test
    @Order(7)
    void goesOnWhenStorageGoesAndComes() throws IOException {
        String library = OnCluster.yaml("compose-backup");
        String without = library.replaceAll(" +storage:\\n +- .+\\n", "");
        assertThat(without).isNotEqualTo(library);
        for (String next : List.of(without, library)) {
            up(next);
            assertThat(done("backup", "now")).contains("succeeded: {\"snapshot\":");
        }
        assertThat(done("verify", "latest")).contains("succeeded: {\"snapshot\":");
    }

    private String locks() {
        return done("--entrypoint", "ls", "backup", "/repository/locks");
    }
}
