package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.cluster.Launcher;
import dev.promptlib.operator.cluster.Launcher.Outcome;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import dev.promptlib.operator.reconcile.Specs;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody restores by habit: who does names what is overwritten. */
class RestoreQuestionIT {
    private static final String HEAD =
            "apiVersion: promptlib.dev/v1alpha1\nkind: PromptLibrary\nmetadata: {name: shop}\nspec:\n";
    private static final TestCluster CLUSTER = TestCluster.api().withCrds();

    @TempDir
    static Path folder;

    private static TestNamespace namespace;
    private static Launcher promptlib;

    @BeforeAll
    static void open() throws IOException {
        namespace = TestNamespace.in(CLUSTER, "question");
        CLUSTER.client()
                .resource(Serialization.unmarshal(HEAD + Specs.SMALL.indent(2), PromptLibrary.class))
                .inNamespace(namespace.name())
                .create();
        promptlib = Launcher.in(folder, CLUSTER, namespace.name());
    }

    @AfterAll
    static void close() {
        namespace.close();
    }

    @AfterEach
    void forget() {
        CLUSTER.client()
                .resources(PromptLibraryRestore.class)
                .inNamespace(namespace.name())
                .delete();
    }

    @Test
    void refusesWhereNobodyCanBeAsked() {
        Outcome restore = promptlib.run("restore");

        assertThat(restore.exitCode()).isEqualTo(Failure.BAD_USAGE);
        assertThat(restore.err()).contains("replaces the data of " + namespace + "/shop", "say --yes");
        assertThat(restores()).isEmpty();
    }

    @Test
    void restoresNothingForAnotherName() {
        Outcome restore = typed("yes");

        assertThat(restore.out()).contains("Its name, to go on:", "Nothing was restored.");
        assertThat(restore.exitCode()).isEqualTo(1);
        assertThat(restores()).isEmpty();
    }

    @Test
    void restoresForTheName() {
        // There is no operator here to end it.
        typed("shop");

        assertThat(restores()).hasSize(1);
        assertThat(restores().get(0).getSpec().library()).isEqualTo("shop");
    }

    /** On a terminal, which script gives. */
    private static Outcome typed(String answer) {
        return promptlib.shell("printf '" + answer + "\\r' | script -qefc \"'" + Repository.file("promptlib")
                + "' restore --timeout 1s\" /dev/null");
    }

    private static List<PromptLibraryRestore> restores() {
        return CLUSTER.client()
                .resources(PromptLibraryRestore.class)
                .inNamespace(namespace.name())
                .list()
                .getItems();
    }
}
