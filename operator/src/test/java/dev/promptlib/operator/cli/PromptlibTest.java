package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
