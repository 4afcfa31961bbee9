package dev.promptlib.operator.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    @Test
    void replacesTheValuesOfImageAndNothingElse() {
        String yaml =
                """
                image: promptlib/app:0.1.0
                quoted: {image: "promptlib/app:0.1.0", n: 1}
                image: promptlib/app:0.1.0-rc1
                image: other.example/promptlib/app:0.1.0
                text: about promptlib/app:0.1.0
                """;
        assertThat(Manifests.withImages(yaml, Map.of("promptlib/app:0.1.0", "host:5000/app:x")))
                .isEqualTo(
                        """
                        image: host:5000/app:x
                        quoted: {image: "host:5000/app:x", n: 1}
                        image: promptlib/app:0.1.0-rc1
                        image: other.example/promptlib/app:0.1.0
                        text: about promptlib/app:0.1.0
                        """);
    }

    @Test
    void findsOurImagesInTheFilesThatAreShipped() throws Exception {
        String install = Files.readString(Path.of("../helm/install.yaml"));
        String example = Files.readString(Path.of("../examples/promptlib.yaml"));
        assertThat(Manifests.uses(install, "promptlib/operator:0.1.0")).isTrue();
        assertThat(Manifests.uses(example, "promptlib/app:0.1.0")).isTrue();
        assertThat(Manifests.parse(install))
                .extracting(each -> each.getKind())
                .contains("Namespace", "CustomResourceDefinition", "ClusterRole", "Deployment");
    }
}
