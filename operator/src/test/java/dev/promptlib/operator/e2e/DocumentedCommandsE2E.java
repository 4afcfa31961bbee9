package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say to type can be typed, in the order in which it stands there, for a stack that is called as it is there. */
@ResourceLock(value = InstalledOperator.LOCK, mode = ResourceAccessMode.READ)
class DocumentedCommandsE2E extends OnCluster {
    private static final String OVERLAY = "shop-dev";

    @TempDir
    static Path folder;

    private Stack stack;
    private Launcher launcher;

    @BeforeAll
    void start() throws IOException {
        stack = Stack.create(client, namespace("docs"), yaml("docs"));
        launcher = Launcher.in(folder, cluster, stack.namespace());
        stack.awaitReady();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"backup", "observe", "rotate", "release", "runbook"})
    void areRightOn(String page) throws IOException {
        type(page);
        stack.awaitReady();
    }

    @Test
    @Order(2)
    void areRightOnThePageAboutGit() throws IOException {
        assertThat(client.namespaces().withName(OVERLAY).get()).isNull();
        try {
            type("gitops");
        } finally {
            client.namespaces().withName(OVERLAY).delete();
        }
    }

    @Test
    @Order(3)
    void areRightOnThePageAboutData() throws IOException {
        stack.delete();
        type("data");
        assertThat(client.secrets().inNamespace(stack.namespace()).list().getItems())
                .isEmpty();
    }

    private void type(String page) throws IOException {
        for (Page.Block block : new Page(page).blocks()) {
            if (block.isWholeObject()) {
                // Only what asks for nothing but a backup is safe to be done in passing.
                String mode = block.text().contains("kind: PromptLibraryBackup") ? "" : "--dry-run=server ";
                succeeds("kubectl apply " + mode + "-f - <<'END'\n" + block.text() + "END");
            } else if (block.language().equals("bash")) {
                block.commands().forEach(this::succeeds);
            }
        }
    }

    private void succeeds(String command) {
        // The image of the page is nobody's.
        launcher.succeeds(command.replace("shop:1.5", "promptlib/app:0.2.0"));
    }
}
