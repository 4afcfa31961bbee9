package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promptlib.operator.cluster.Kubectl;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.cluster.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples for kustomize, as other tests read them: with kubectl, which comes with the test cluster. */
class KustomizationsIT {
    private static final Path EXAMPLES = Repository.file("examples");

    static Stream<Path> kustomizations() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files
                    .filter(file -> file.endsWith(Kustomized.FILE) && !file.startsWith(EXAMPLES.resolve("gitops/flux")))
                    .map(Path::getParent)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @BeforeAll
    static void bringKubectl() {
        TestCluster.api();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void isWhatKubectlBuilds(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Kubectl.program(), "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String built = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Set<JsonNode> ours = new HashSet<>(Kustomized.objects(folder));
        assertThat(new HashSet<>(Kustomized.documents(built))).isEqualTo(ours);
    }
}
