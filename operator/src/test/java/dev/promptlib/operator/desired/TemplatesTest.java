package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods that earlier versions of the operator made: a template that comes out otherwise would roll every running application. */
class TemplatesTest {
    private static final Path VERSIONS = Path.of("src/test/resources/templates");

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(VERSIONS)) {
            return files.filter(f -> f.toString().endsWith(".in.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void areThoseOfTheVersionThatMadeThem(Path example) throws IOException {
        Path kept = Path.of(example.toString().replace(".in.yaml", ".pods.yaml"));
        String templates = Serialization.asYaml(templates(example));
        if (Boolean.getBoolean("write") && Files.notExists(kept)) {
            Files.writeString(kept, templates);
        }
        assertThat(kept)
                .as("an upgrade of the operator would roll running applications; see CONTRIBUTING.md")
                .hasContent(templates);
    }

    private static Map<String, PodTemplateSpec> templates(Path example) throws IOException {
        Map<String, PodTemplateSpec> templates = new TreeMap<>();
        Desired.of(DesiredTest.input(Files.readString(example))).all().forEach(object -> add(object, templates));
        return templates;
    }

    private static void add(HasMetadata object, Map<String, PodTemplateSpec> templates) {
        String name = object.getMetadata().getName();
        if (object instanceof Deployment deployment) {
            templates.put(name, deployment.getSpec().getTemplate());
        } else if (object instanceof StatefulSet set) {
            templates.put(name, set.getSpec().getTemplate());
        }
    }
}
