package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.reconcile.Specs;
import dev.promptlib.operator.reconcile.Stage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Going back by command, as in the middle of an incident. */
class RollbackIT {

    @Test
    void goesBackAsOftenAsItIsAskedAndNeverToWhatIsNotThere() {
        try (Stage stage = Stage.open("rollback")) {
            Cli cli = Cli.to(stage.cluster, stage.namespace);
            release(stage, "app:1.0");
            release(stage, "app:2.0");

            Cli.Outcome unknown = cli.run("rollback", "--to", "99");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("there is no release 99 of shop to go back to", "there are [2, 1]");
            assertThat(stage.resource("shop").get().getMetadata().getAnnotations())
                    .doesNotContainKey(Annotations.ROLLBACK_TO);

            goBack(stage, cli, "--to", "2");
            goBack(stage, cli, "--to", "2");
            release(stage, "app:3.0");
            goBack(stage, cli);
        }
    }

    private static void release(Stage stage, String image) {
        stage.apply("shop", Specs.SMALL.replace("app:1.0", image));
        stage.awaitReady("shop");
        assertThat(image(stage)).endsWith(image);
    }

    private static void goBack(Stage stage, Cli cli, String... to) {
        Cli.Outcome back = cli.run(Stream.concat(Stream.of("rollback", "--timeout", "2m"), Stream.of(to))
                .toArray(String[]::new));

        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(image(stage)).endsWith("app:2.0");
    }

    private static String image(Stage stage) {
        return stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName("shop-app")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }
}
