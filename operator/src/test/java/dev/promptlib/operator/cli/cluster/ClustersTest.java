package dev.promptlib.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Folders;
import dev.promptlib.operator.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands work on, where up has started a cluster and the kubeconfig names another. */
class ClustersTest {
    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: production
            contexts: [{name: production, context: {cluster: production, user: me}}]
            clusters: [{name: production, cluster: {server: 'https://api.example.com'}}]
            users: [{name: me, user: {token: t}}]
            """;

    @TempDir
    Path home;

    private Path kubeconfig;
    private Started started;

    @BeforeEach
    void localkubeWasStartedAndIsStopped() throws IOException {
        kubeconfig = Files.writeString(home.resolve("kubeconfig"), KUBECONFIG);
        Path localkube = home.resolve("localkube/localkube");
        Files.createDirectories(localkube.getParent());
        Files.writeString(localkube, "#!/bin/sh\necho down\n");
        Files.setPosixFilePermissions(localkube, PosixFilePermissions.fromString("rwx------"));
        started = new Started(home.resolve("state"));
        started.remember(Wish.Kind.localkube);
    }

    private Clusters clusters(Path named) {
        Folders folders = new Folders(home, home.resolve("config"), home.resolve("state"), home.resolve("cache"));
        Terminal quiet = new Terminal(new PrintWriter(new StringWriter()), false, false, System::nanoTime);
        return new Clusters(folders, Optional.ofNullable(named), quiet);
    }

    @Test
    void takesTheKubeconfigThatIsNamed() {
        assertThat(clusters(kubeconfig).existing(Optional.empty(), false).name())
                .isEqualTo("production");
    }

    @Test
    void takesNoOtherClusterInsteadOfTheOneThatUpStarted() {
        assertThatThrownBy(() -> clusters(null).existing(Optional.empty(), false))
                .isInstanceOfSatisfying(Failure.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(Failure.NO_CLUSTER);
                    assertThat(e.getMessage()).isEqualTo("the cluster that up started (localkube) does not run");
                });
    }

    @Test
    void forgetsWhatCannotBeStartedAgain() {
        clusters(kubeconfig).forgetWhatIsGone();
        assertThat(started.cluster()).contains(Wish.Kind.localkube);

        clusters(null).forgetWhatIsGone();
        assertThat(started.cluster()).isEmpty();
    }
}
