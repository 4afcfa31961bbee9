package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.reconcile.Specs;
import dev.promptlib.operator.reconcile.Stage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need an API server and an operator, but no pods that run. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {
    private static final String HEAD =
            "apiVersion: promptlib.dev/v1alpha1\nkind: PromptLibrary\nmetadata: {name: shop}\nspec:\n";

    @TempDir
    static Path folder;

    private static Stage stage;
    private static Cli cli;

    @BeforeAll
    static void open() {
        stage = Stage.open("commands");
        stage.apply("shop", Specs.SMALL);
        stage.awaitReady("shop");
        cli = Cli.to(stage.cluster, stage.namespace);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    @Order(1)
    void statusShowsATree() {
        Cli.Outcome status = cli.run("status");

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out())
                .startsWith(stage.namespace + "/shop  Ready")
                .contains("├─ Ready            True     All parts are ready")
                .contains("component app    1/1 ready             example/app:1.0")
                .contains("database         Embedded, ready       postgres:17")
                .contains("volume           shop-database")
                .doesNotContain("\u001b");
        stage.client.pods().inNamespace(stage.namespace).list().getItems().forEach(pod -> assertThat(status.out())
                .contains(pod.getMetadata().getName()));
    }

    @Test
    @Order(2)
    void statusIsForProgramsToo() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(cli.run("status", "shop", "-o", "json").out());
        JsonNode yaml = new YAMLMapper()
                .readTree(cli.run("status", "shop", "-o", "yaml").out());

        assertThat(json.at("/conditions/0/type").asText()).isEqualTo("Ready");
        assertThat(json.at("/parts/0/pods/0/ready").asBoolean()).isTrue();
        assertThat(yaml).isEqualTo(json);
    }

    @Test
    @Order(3)
    void diffFindsNoDifferenceAtRest() throws IOException {
        assertThat(cli.run("diff")).isEqualTo(new Cli.Outcome(0, "Nothing would change.\n", ""));
        assertThat(cli.run("diff", "-f", file(Specs.SMALL)).exitCode()).isZero();
        assertThat(cli.run("diff", "-f", file(Specs.SMALL), "-o", "json").out().strip())
                .isEqualTo("[ ]");
    }

    @Test
    @Order(4)
    void diffForetellsWhatAChangeDoes() throws IOException {
        String changed = Specs.SMALL.replace("app:1.0", "app:2.0") + "networkPolicy: { enabled: false }\n";
        List<String> before = uids("app");
        List<String> database = uids("database");

        Cli.Outcome diff = cli.run("diff", "-f", file(changed));

        assertThat(diff.exitCode()).as(diff.err()).isEqualTo(1);
        assertThat(diff.out())
                .contains("--- PromptLibrary shop (now)")
                .contains("-    image: \"example/app:1.0\"", "+    image: \"example/app:2.0\"")
                .contains("--- NetworkPolicy shop-deny-all (now)\n+++ /dev/null\n@@ -1,26 +0,0 @@")
                .contains("The pods restart of: Deployment shop-app.\n");
        assertThat(uids("app")).as("nothing has been done").isEqualTo(before);
        stage.apply("shop", changed);
        stage.awaitReady("shop");
        await("what was foretold").atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(cli.run("diff", "-f", file(changed)).out()).isEqualTo("Nothing would change.\n");
            assertThat(uids("app")).isNotEmpty().doesNotContainAnyElementsOf(before);
        });
        assertThat(uids("database")).isEqualTo(database);
    }

    @Test
    @Order(5)
    void diffShowsNoSecret() throws IOException {
        String changed = HEAD + Specs.SMALL.indent(2)
                + "  cache: {engine: External, external: {secretRef: {name: redis}}}\n---\n"
                + "apiVersion: v1\nkind: Secret\nmetadata: {name: redis}\nstringData: {url: 'redis://:hidden-pa55@redis'}\n";

        Cli.Outcome diff = cli.run(
                "diff",
                "-f",
                Files.writeString(folder.resolve("secret.yaml"), changed).toString());

        String password = stage.client
                .secrets()
                .inNamespace(stage.namespace)
                .withName("shop-database")
                .get()
                .getData()
                .get("password");
        assertThat(diff.exitCode()).as(diff.err()).isEqualTo(1);
        assertThat(diff.out())
                .contains("REDIS_URL: \"*** (before)\"", "REDIS_URL: \"*** (after)\"", "--- StatefulSet shop-cache")
                .doesNotContain(
                        "hidden-pa55", Base64.getEncoder().encodeToString("redis://:hidden-pa55@redis".getBytes()))
                .doesNotContain(password, new String(Base64.getDecoder().decode(password)));
    }

    @Test
    @Order(6)
    void diffSaysWhatTheServerOrTheOperatorWouldNotTake() throws IOException {
        Cli.Outcome refused = cli.run("diff", "-f", file(Specs.SMALL + "database: {name: other}\n"));
        Cli.Outcome unknown = cli.run("diff", "-f", file(Specs.SMALL + "nonsense: 1\n"));

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("spec.database.name").contains("cannot change once it holds data");
        assertThat(unknown.exitCode()).isEqualTo(4);
        assertThat(unknown.err()).contains("unknown field");
    }

    @Test
    @Order(7)
    void diffOfANewResourceLeavesNothingBehind() throws IOException {
        String other = file(Specs.SMALL).replace("shop.yaml", "other.yaml");
        Files.writeString(Path.of(other), (HEAD + Specs.SMALL.indent(2)).replace("{name: shop}", "{name: other}"));

        Cli.Outcome diff = cli.run("diff", "-f", other);

        assertThat(diff.exitCode()).as(diff.err()).isEqualTo(1);
        assertThat(diff.out())
                .contains("+++ Deployment other-app (then)", "+++ Secret other-database (then)")
                .contains(" 0 to change, 0 to delete.\nNo pod restarts.");
        assertThat(stage.resource("other").get()).isNull();
        assertThat(stage.client
                        .services()
                        .inNamespace(stage.namespace)
                        .withName("other-app")
                        .get())
                .isNull();
    }

    @Test
    @Order(8)
    void restartReplacesThePodsAndTheOperatorLeavesItSo() {
        List<String> before = uids("app");
        List<String> database = uids("database");

        Cli.Outcome restart = cli.run("restart");

        assertThat(restart.exitCode()).as(restart.err()).isZero();
        assertThat(restart.out()).contains("app", "restarted, 1 of 1 pods ready");
        await("new pods")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(uids("app")).hasSize(1).doesNotContainAnyElementsOf(before));
        assertThat(uids("database")).isEqualTo(database);
        assertThat(cli.run("diff").out()).isEqualTo("Nothing would change.\n");
        List<String> now = uids("app");
        stage.resource("shop")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
        stage.awaitReady("shop");
        assertThat(cli.run("restart", "-c", "cache", "--timeout", "2m").exitCode())
                .isZero();
        assertThat(uids("app")).isEqualTo(now);
        assertThat(restartedAt()).isNotNull();
    }

    @Test
    @Order(9)
    void restartKnowsItsParts() {
        assertThat(cli.run("restart", "-c", "nothing").err()).contains("there is no part nothing");
    }

    @Test
    @Order(10)
    void statusFollowsWithWatch() throws InterruptedException {
        StringWriter out = new StringWriter();
        Thread watching = new Thread(
                () -> cli.run(new PrintWriter(out, true), new PrintWriter(new StringWriter()), "status", "--watch"));
        watching.start();
        await("the first page").atMost(Duration.ofSeconds(30)).until(() -> out.toString()
                .contains("1/1 ready"));

        stage.resource("shop").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":2}}");

        await("the next page").atMost(Duration.ofMinutes(1)).until(() -> out.toString()
                .contains("2/2 ready"));
        watching.interrupt();
        watching.join(10_000);
        assertThat(watching.isAlive()).isFalse();
    }

    @Test
    @Order(11)
    void doctorFindsWhatTheOperatorSays() throws IOException {
        stage.apply("broken", Specs.BARE + "secrets: { from: [{ name: nowhere }] }\n");
        stage.awaitStalled("broken");

        Cli.Outcome doctor = cli.run("doctor", "broken");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("stalled  SecretMissing: spec.secrets.from[0].name: there is no Secret nowhere")
                .contains("  -> make the Secret");
        JsonNode json = new ObjectMapper()
                .readTree(cli.run("doctor", "broken", "-o", "json").out());
        assertThat(json.findValuesAsText("trouble")).contains("stalled");
    }

    @Test
    @Order(12)
    void asksForANameWhereThereAreSeveral() {
        Cli.Outcome status = cli.run("status");

        assertThat(status.exitCode()).isEqualTo(Failure.BAD_USAGE);
        assertThat(status.err()).contains("there are 2 PromptLibraries").contains("name one: broken, shop");
        assertThat(cli.run("status", "nobody").exitCode()).isEqualTo(Failure.FAILED);
        assertThat(cli.run("status", "nobody").err()).contains("it has broken, shop");
    }

    @Test
    @Order(13)
    void saysThatThereIsNoCluster() throws IOException {
        Path dead = Files.writeString(
                folder.resolve("dead"),
                Files.readString(stage.cluster.kubeconfig()).replaceAll("https://[^\"\\s]+", "https://127.0.0.1:1"));

        Cli.Outcome status = new Cli(dead, "default").run("status");

        assertThat(status.exitCode()).as(status.err()).isEqualTo(Failure.NO_CLUSTER);
        assertThat(status.err()).contains("the cluster does not answer").contains("--context");
    }

    private static String file(String spec) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), HEAD + spec.indent(2))
                .toString();
    }

    private static String restartedAt() {
        return stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-app")
                .get()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("kubectl.kubernetes.io/restartedAt");
    }

    private static List<String> uids(String part) {
        List<String> uids = new ArrayList<>();
        for (Pod pod : stage.client
                .pods()
                .inNamespace(stage.namespace)
                .withLabel(Labels.INSTANCE, "shop")
                .withLabel(Labels.COMPONENT, part)
                .list()
                .getItems()) {
            if (pod.getMetadata().getDeletionTimestamp() == null) {
                uids.add(pod.getMetadata().getUid());
            }
        }
        return uids;
    }
}
