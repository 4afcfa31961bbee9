package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The chart's own tests: its rendering, and an installation on a fresh API server. */
class ChartIT {
    private static final Path LOG = Repository.output("it-logs").resolve("chart.log");

    @BeforeAll
    static void helmCanBeHad() throws IOException {
        Helm.command();
    }

    @Test
    void rendersWhatItsTestsExpect() throws Exception {
        assertThat(run(Map.of(), 15, "helm/test")).as(Files.readString(LOG)).isZero();
    }

    @Test
    void installsUpgradesAndUninstallsOnAFreshApiServer() throws Exception {
        var environment = Map.of(
                "PROMPTLIB_TEST_KUBECONFIG", TestCluster.fresh().kubeconfig().toString());
        assertThat(run(environment, 15, "helm/test-cluster"))
                .as(Files.readString(LOG))
                .isZero();
        assertThat(Files.readString(LOG)).doesNotContain("SKIPPED").containsPattern("\\d+ passed, 0 failed");
    }

    private static int run(Map<String, String> environment, int minutes, String... command) throws IOException {
        command[0] = Repository.file(command[0]).toString();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(LOG.toFile());
        builder.environment().putAll(environment);
        String localkube = Optional.ofNullable(System.getenv("LOCALKUBE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache/localkube");
        builder.environment().merge("PATH", localkube + "/bin", (path, own) -> path + ":" + own + ":/usr/local/go/bin");
        Process process = builder.start();
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
