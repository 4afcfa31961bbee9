package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.Launcher;
import dev.promptlib.operator.cluster.Launcher.Outcome;
import dev.promptlib.operator.cluster.Repository;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands as a person types them, on a stack that runs. */
@Order(1) // It takes the longest.
@ResourceLock(value = InstalledOperator.LOCK, mode = ResourceAccessMode.READ)
class CommandsE2E extends OnCluster {
    private static final String LOGGED_SECRET = "hunter2-hunter2";

    @TempDir
    static Path folder;

    private Stack stack;
    private Launcher promptlib;

    @BeforeAll
    void start() throws IOException {
        // Without a controller the doctor would find that nobody leads in.
        cluster.ingress();
        stack = Stack.create(
                client, namespace("commands"), Files.readString(Repository.file("examples/promptlib.yaml")));
        promptlib = Launcher.in(folder, cluster, stack.namespace());
        stack.awaitReady();
    }

    @Test
    @Order(1)
    void everyCommandOfThePageWorks() throws IOException {
        List<String> lines = Files.readAllLines(Repository.file("docs/cli.md")).stream()
                .filter(line -> line.startsWith("promptlib "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(15);
        for (String line : lines) {
            Outcome outcome = promptlib.shell(line);

            assertThat(outcome.exitCode())
                    .as("%s says: %s%s", line, outcome.out(), outcome.err())
                    .isZero();
            assertThat(outcome.out()).as(line).isNotBlank().doesNotContain("\u001b[");
        }
    }

    @Test
    @Order(2)
    void isAPluginOfKubectl() {
        Outcome help = promptlib.shell("'" + Repository.file("kubectl-promptlib") + "' status --help");
        assertThat(help.out()).startsWith("Usage: kubectl promptlib status");
    }

    @Test
    @Order(2)
    void logsAreThoseOfAllPods() {
        List<Pod> pods = stack.pods("app");
        assertThat(pods).hasSize(2);
        String logs = promptlib.run("logs").out();
        assertThat(pods)
                .allSatisfy(pod -> assertThat(logs).contains(pod.getMetadata().getName() + " | "));
        assertThat(promptlib.run("logs", "-c", "database", "--tail", "1").out().lines())
                .hasSize(1);
        assertThat(promptlib.run("logs", "-c", "database-setup").out()).contains("the database is set up");
        assertThat(promptlib.run("logs", "-c", "nothing")).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("there are pods of app, ", "cache", "database");
        });
    }

    @Test
    @Order(3)
    void logsFollowAsLongAsSomebodyReads() throws Exception {
        var read = CompletableFuture.supplyAsync(() ->
                promptlib.shell("promptlib logs -f -c database --tail 0 | grep -m 1 follow_me; exit ${PIPESTATUS[0]}"));

        await("a reader that has read enough")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    stack.shell("database").attempt("psql -U postgres -c \"select 'nonsense'::int as follow_me\"");
                    return read.isDone();
                });

        assertThat(read.get().out()).contains("database-0 | ", "follow_me");
        assertThat(read.get().exitCode()).as(read.get().err()).isZero();
    }

    @Test
    @Order(3)
    void logsFollowAContainerThatStartsAgain() throws IOException {
        String begins = "Ready to accept connections";
        Process following = promptlib.start("logs", "-f", "-c", "cache");
        List<String> said = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(
                () -> new BufferedReader(new InputStreamReader(following.getInputStream(), StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> line.contains(begins))
                        .forEach(said::add));
        reader.setDaemon(true);
        reader.start();
        try {
            await("the first start").atMost(Duration.ofMinutes(1)).until(() -> said.size() == 1);
            stack.shell("cache").attempt("kill 1");
            await("the second start").atMost(Duration.ofMinutes(2)).until(() -> said.size() == 2);
        } finally {
            following.destroy();
        }
        stack.awaitReady();
    }

    @Test
    @Order(4)
    void theDatabaseIsOpenedInTheRightRole() {
        assertThat(promptlib
                        .run("db", "--", "-Atc", "select session_user, current_user, current_database()")
                        .out()
                        .strip())
                .isEqualTo("app|app_owner|app");
        assertThat(promptlib
                        .run("db", "--superuser", "--", "-Atc", "select session_user, current_database()")
                        .out()
                        .strip())
                .isEqualTo("postgres|app");
        assertThat(promptlib.run("db", "--", "-c", "select nonsense").exitCode())
                .isEqualTo(1);
        assertThat(promptlib.run("db", "--", "-c", "drop role postgres").err()).contains("permission denied");
    }

    @Test
    @Order(5)
    void whatIsPipedIsPassedOn() {
        String rows = "x".repeat(200) + "\n";
        String sql = "create table piped (line text);\ncopy piped from stdin;\n" + rows.repeat(2000) + "\\.\n";

        Outcome written = promptlib.pipe(sql, "db");

        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(promptlib
                        .pipe("select count(*), max(length(line)) from piped;", "db", "-i", "--", "-At")
                        .out()
                        .strip())
                .isEqualTo("2000|200");
        assertThat(promptlib.pipe("set piped yes\nget piped\n", "redis").out()).contains("OK", "yes");
        assertThat(promptlib.pipe("echo from $0 && exit 7\n", "shell")).satisfies(outcome -> {
            assertThat(outcome.out()).contains("from ");
            assertThat(outcome.exitCode()).isEqualTo(7);
        });
    }

    @Test
    @Order(6)
    void aTerminalIsATerminalInThePod() {
        String program = Repository.file("promptlib").toString();
        // script gives the command a terminal. Its size is told beside what is typed, and may arrive after it.
        String keys = "until stty size | grep \"33 77\"; do sleep 1; done; tty; echo $((6*7)); exit 5\\r";
        Outcome typed = promptlib.shell("(printf '" + keys + "'; until [ -e typed ]; do sleep 1; done)"
                + " | { script -qefc \"stty cols 77 rows 33; '" + program
                + "' shell\" /dev/null; code=$?; touch typed; exit $code; }");

        assertThat(typed.out()).contains("/dev/pts/", "42");
        assertThat(typed.exitCode()).isEqualTo(5);
    }

    @Test
    @Order(7)
    void theCacheIsOpenedAsTheApplicationsUser() {
        assertThat(promptlib.run("redis", "--", "ACL", "WHOAMI").out().strip()).isEqualTo("app");
    }

    @Test
    @Order(8)
    void restartLosesNoPodTooMany() {
        List<String> before = stack.uids("app");
        List<String> database = stack.uids("database");

        Outcome restart = promptlib.run("restart");

        assertThat(restart.exitCode()).as(restart.err()).isZero();
        assertThat(restart.out()).contains("restarted, 2 of 2 pods ready");
        await("other pods")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(stack.uids("app")).hasSize(2).doesNotContainAnyElementsOf(before));
        assertThat(stack.uids("database")).isEqualTo(database);
        assertThat(promptlib.run("diff").exitCode())
                .as("the operator wants nothing back")
                .isZero();
    }

    @Test
    @Order(9)
    void theBundleHoldsNoSecret() throws IOException {
        stack.set("/components/0/env", "[{\"name\":\"SMTP_PASSWORD\",\"value\":\"" + LOGGED_SECRET + "\"}]");
        stack.awaitReady();
        String inLog = stack.secret("secrets", "API_TOKEN");
        stack.shell("database").attempt("psql -U postgres -c \"select 'token " + inLog + "'::int\"");

        Outcome outcome = promptlib.run("support-bundle", "-f", "secrets.tar.gz");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Map<String, String> files = files(folder.resolve("secrets.tar.gz"));
        assertThat(files.keySet())
                .anyMatch(name -> name.endsWith("/library.yaml"))
                .anyMatch(name -> name.endsWith("/doctor.txt"))
                .anyMatch(name -> name.endsWith("/events.txt"))
                .anyMatch(name -> name.contains("/objects/deployment-"))
                .anyMatch(name -> name.contains("/objects/secret-"))
                .anyMatch(name -> name.contains("/operator/promptlib-operator-") && name.endsWith(".log"))
                .anyMatch(name -> name.contains("/logs/") && name.contains("-database-0"));
        assertThat(String.join("\n", files.values())).contains("token <removed>");
        for (String secret : secrets()) {
            String base64 =
                    Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(files)
                    .allSatisfy((name, text) ->
                            assertThat(text).as(name).doesNotContain(secret).doesNotContain(base64));
        }
        assertThat(files).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(LOGGED_SECRET));
        assertThat(promptlib.run("support-bundle", "-f", "secrets.tar.gz").err())
                .contains("exists already");
    }

    /** All passwords, and URLs with one in them. */
    private List<String> secrets() {
        return client.secrets().inNamespace(stack.namespace()).list().getItems().stream()
                .map(Secret::getData)
                .flatMap(data -> data.entrySet().stream())
                .filter(entry ->
                        entry.getKey().toLowerCase(java.util.Locale.ROOT).matches(".*(password|url|token|acl).*"))
                .map(entry -> new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, String> files(Path archive) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    @Order(10)
    void doctorNamesTheTroublesThatPodsHave() {
        assertThat(promptlib.run("doctor")).satisfies(outcome -> {
            assertThat(outcome.exitCode()).as(outcome.out()).isZero();
            assertThat(outcome.out()).contains("nothing is wrong");
        });
        stack.set("/components/0/image", "\"promptlib/app:nowhere\"");
        doctorComesToSay("image-not-pulled", "promptlib/app:nowhere");
        stack.set("/components/0/image", "\"promptlib/app:0.1.0\"");
        stack.set("/components/0/command", "[\"sh\", \"-c\", \"echo no such luck >&2; exit 3\"]");
        doctorComesToSay("crashing", "exit code 3: no such luck");
        stack.remove("/components/0/command");
        stack.set(
                "/components/0/resources",
                "{\"requests\":{\"cpu\":\"500\"},\"limits\":{\"cpu\":\"500\",\"memory\":\"384Mi\"}}");
        doctorComesToSay("pod-not-placed", "Insufficient cpu");
        stack.set(
                "/components/0/resources",
                "{\"requests\":{\"cpu\":\"50m\"},\"limits\":{\"cpu\":\"1\",\"memory\":\"384Mi\"}}");
        stack.awaitReady();
        assertThat(promptlib.run("doctor").out()).contains("nothing is wrong");
    }

    private void doctorComesToSay(String trouble, String words) {
        await(trouble)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    Outcome outcome = promptlib.run("doctor");
                    assertThat(outcome.out()).contains(trouble, words, "  -> ");
                    assertThat(outcome.exitCode()).isEqualTo(1);
                });
    }
}
