package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.reconcile.Specs;
import dev.promptlib.operator.reconcile.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What diff foretells of a resource whose release is not the one that its spec asks for. */
class DiffIT {
    private static final Cli.Outcome NOTHING = new Cli.Outcome(0, "Nothing would change.\n", "");

    @TempDir
    static Path folder;

    @Test
    void whatFailedIsNotTriedAgain() throws IOException {
        try (Stage stage = Stage.open("diff")) {
            Cli cli = Cli.to(stage.cluster, stage.namespace);
            stage.apply("shop", spec("1"));
            stage.awaitReady("shop");
            stage.apply("shop", spec("2-crashes"));
            stage.awaitStalled("shop");

            assertThat(cli.run("diff")).isEqualTo(NOTHING);
            assertThat(cli.run("diff", "-f", file(spec("3"))).out())
                    .contains("-        image: \"example/app:1\"", "+        image: \"example/app:3\"")
                    .contains("The pods restart of: Deployment shop-app.");
        }
    }

    @Test
    void whereSomebodyWentBackOnlyAChangeOfTheReleaseEndsThat() throws IOException {
        try (Stage stage = Stage.open("diff-back")) {
            Cli cli = Cli.to(stage.cluster, stage.namespace);
            stage.apply("shop", spec("1"));
            stage.awaitReady("shop");
            stage.apply("shop", spec("2"));
            stage.awaitReady("shop");
            assertThat(cli.run("rollback", "--timeout", "2m").exitCode()).isZero();

            assertThat(cli.run("diff")).isEqualTo(NOTHING);
            assertThat(cli.run("diff", "-f", file(spec("2")))).isEqualTo(NOTHING);
            assertThat(cli.run("diff", "-f", file(spec("3"))).out())
                    .contains("-        image: \"example/app:1\"", "+        image: \"example/app:3\"");
        }
    }

    private static String spec(String tag) {
        return Specs.BARE.replace("app:1.0", "app:" + tag)
                + "update: { progressDeadlineSeconds: 10, settleSeconds: 0 }\n";
    }

    private static String file(String spec) throws IOException {
        String head = "apiVersion: promptlib.dev/v1alpha1\nkind: PromptLibrary\nmetadata: {name: shop}\nspec:\n";
        return Files.writeString(folder.resolve("shop.yaml"), head + spec.indent(2))
                .toString();
    }
}
