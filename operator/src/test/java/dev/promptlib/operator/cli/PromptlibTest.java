package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.cluster.Repository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

class PromptlibTest {
    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: prod
            clusters:
              - {name: prod, cluster: {server: "https://api.example.com"}}
            contexts:
              - {name: prod, context: {cluster: prod, user: me}}
            users:
              - {name: me, user: {token: none}}
            """;
    private static final String LIBRARY =
            """
            apiVersion: promptlib.dev/v1alpha1
            kind: PromptLibrary
            metadata: {name: shop}
            spec: {components: [{name: app, image: shop:1}]}
            """;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "up --nonsense | Unknown option: '--nonsense'",
                "up --timeout 5x | '5x' is not a duration such as 90s, 10m or 1h",
                "up --cluster gke | expected one of [current, k3s, localkube]",
                "down --keep-data --delete-data | mutually exclusive",
                "sideways | Unmatched argument",
                "up --file none.yaml | there is no file none.yaml",
                "up --file LIBRARY --kubeconfig none | there is no kubeconfig none",
                "up --file LIBRARY --kubeconfig KUBECONFIG --context dev | there is no context dev",
                "up --file LIBRARY --kubeconfig KUBECONFIG --context prod | say --registry",
                "up --file LIBRARY --context a --cluster k3s | exclude each other",
                "validate | Missing required parameter: 'FILE'",
                "validate none.yaml | there is no file none.yaml",
                "render none.yaml | there is no file none.yaml",
                "render LIBRARY -o table | expected one of [yaml, json]",
                "diff shop --file LIBRARY | NAME and --file exclude each other",
                "status --kubeconfig none | there is no kubeconfig none",
                "status --kubeconfig KUBECONFIG --context dev | there is no context dev",
                "shell one two | put -- before what is to be passed on: shell -- one two",
                "logs --since 5 | '5' is not a duration such as 90s, 10m or 1h",
                "completion fish | expected one of [bash, zsh]",
            })
    void refusesBadUsageWithAHint(String arguments, String said) throws Exception {
        assertThat(run(arguments)).isEqualTo(Failure.BAD_USAGE);
        assertThat(errors.toString()).contains(said).contains("  -> ").doesNotContain("\tat ");
    }

    @Test
    void leavesARemoteClusterAlone() throws Exception {
        assertThat(run("up --file LIBRARY --kubeconfig KUBECONFIG --cluster current"))
                .isEqualTo(Failure.NO_CLUSTER);
        assertThat(errors.toString())
                .isEqualTo(
                        """
                promptlib: the current context prod (https://api.example.com) is not on this machine, so nothing was done to it
                  -> if you mean it, say --context prod
                """);
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(run("up --help")).isZero();
        assertThat(output.toString()).contains("--registry=HOST/PREFIX").contains("Default: 10m.");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAndItsExitCodes(String name) throws Exception {
        assertThat(run(name + " --help")).isZero();
        assertThat(output.toString()).startsWith("Usage: promptlib " + name).contains("--help");
        if (!List.of("up", "down", "completion").contains(name)) {
            assertThat(output.toString().replaceAll("\\s+", " "))
                    .contains("Exit codes: ")
                    .contains("2 bad usage");
        }
    }

    static Set<String> commands() {
        return Promptlib.commandLine(false).getSubcommands().keySet();
    }

    @Test
    void everyCommandIsInTheTableOfThePage() throws Exception {
        String page = Files.readString(Repository.file("docs/cli.md"));
        assertThat(commands()).allSatisfy(name -> assertThat(page).contains("\n| `" + name));
        assertThat(commands())
                .filteredOn(name -> !List.of("up", "down").contains(name))
                .allSatisfy(name -> assertThat(page).contains("\npromptlib " + name));
    }

    @Test
    void isKnownToKubectlByAnotherName() {
        System.setProperty("promptlib.name", "kubectl promptlib");
        try {
            assertThat(Promptlib.isKubectlPlugin()).isTrue();
            assertThat(Promptlib.commandLine(false).getUsageMessage()).startsWith("Usage: kubectl promptlib");
        } finally {
            System.clearProperty("promptlib.name");
        }
    }

    @Test
    void validatesAndRendersFiles() throws Exception {
        assertThat(run("validate LIBRARY")).isZero();
        assertThat(output.toString()).endsWith("library.yaml: nothing is wrong\n");
        assertThat(run("render LIBRARY -n here")).isZero();
        assertThat(new Yaml().loadAll(output.toString().replaceFirst(".*nothing is wrong\n", "")))
                .hasSizeGreaterThan(10)
                .allSatisfy(object -> assertThat(object.toString()).contains("namespace=here"));
    }

    @Test
    void rendersAListForKubectl() throws Exception {
        assertThat(run("render LIBRARY -o json")).isZero();
        JsonNode list = new ObjectMapper().readTree(output.toString());
        assertThat(list.get("kind").asText()).isEqualTo("List");
        assertThat(list.get("items").findValuesAsText("kind")).contains("Deployment", "Secret");
    }

    @Test
    void printsFindingsForPrograms() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), LIBRARY.replace("shop:1", "shop"));
        assertThat(run("validate " + wrong + " -o json")).isEqualTo(Failure.FAILED);
        JsonNode finding = new ObjectMapper().readTree(output.toString()).get(0);
        assertThat(finding.get("line").asInt()).isEqualTo(4);
        assertThat(finding.get("column").asInt()).isEqualTo(40);
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("path").asText()).isEqualTo("spec.components[0].image");
    }

    @Test
    void completesInBash() throws Exception {
        assertThat(run("completion bash")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), output.toString());
        String asked = "source " + script + "; complete -p promptlib >&2; COMP_WORDS=(promptlib st); COMP_CWORD=1;"
                + " _complete_promptlib; echo \"${COMPREPLY[@]}\"; COMP_WORDS=(promptlib status --wa); COMP_CWORD=2;"
                + " _complete_promptlib; echo \"${COMPREPLY[@]}\"";
        Program.Result result = Program.of("bash", "-c", asked).run();
        assertThat(result.output()).contains("\nstatus\n").endsWith("--watch");
    }

    private int run(String arguments) throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG);
        Path library = Files.writeString(folder.resolve("library.yaml"), LIBRARY);
        String[] words = arguments
                .replace("KUBECONFIG", kubeconfig.toString())
                .replace("LIBRARY", library.toString())
                .split(" ");
        CommandLine command = Promptlib.commandLine(false)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true));
        return command.execute(words);
    }
}
