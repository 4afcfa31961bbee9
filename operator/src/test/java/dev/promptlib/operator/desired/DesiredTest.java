package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example, and the YAML that it stands for, side by side under src/test/resources: read a difference like code. */
class DesiredTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/promptlib/operator/desired");

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return Stream.concat(
                    Stream.of(Path.of("../examples/promptlib.yaml")),
                    files.filter(f -> f.toString().endsWith(".in.yaml")).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void standsForTheObjectsOfItsGoldenFile(Path example) throws IOException {
        String name = example.getFileName().toString().replace(".in.yaml", "").replace(".yaml", "");
        Path golden = GOLDEN.resolve(name + ".out.yaml");
        String yaml = render(example);
        if (Boolean.getBoolean("write")) {
            Files.writeString(golden, yaml);
        }
        assertThat(golden)
                .as("if the change is wanted: mvn -pl operator test -Dtest=DesiredTest -Dwrite=true")
                .hasContent(yaml);
    }

    @Test
    void isTheSameEachTimeItIsMade() throws IOException {
        Path example = Path.of("../examples/promptlib.yaml");
        assertThat(render(example)).isEqualTo(render(example));
    }

    static String render(Path example) throws IOException {
        Input input = input(Files.readString(example));
        return Desired.of(input).all().map(Serialization::asYaml).collect(Collectors.joining());
    }

    static Input input(String yaml) {
        PromptLibrary resource = Serialization.unmarshal(yaml, PromptLibrary.class);
        resource.getMetadata().setNamespace("shop");
        resource.getMetadata().setUid("00000000-0000-0000-0000-000000000001");
        return Input.of(
                Owner.of(resource),
                resource.getSpec(),
                new References(
                        Map.of(
                                "given",
                                        Map.of(
                                                "url",
                                                "postgres://me:p%40ss@db.example.com/shop",
                                                "OPENAI_API_KEY",
                                                "sk"),
                                "redis", Map.of("url", "rediss://:pw@cache.example.com:6380/0")),
                        Map.of("settings", Map.of("a.yaml", "a: 1"))),
                new Credentials(
                        Map.of(Credentials.SUPERUSER_PASSWORD, "super", Credentials.PASSWORD, "pass"),
                        Map.of(Credentials.PASSWORD, "cachepass"),
                        Map.of("JWT_SECRET", "jwt", "API_TOKEN", "token"),
                        Map.of(Credentials.PASSWORD, "backuppass")));
    }

    @Test
    void everyPodIsAsRestrictedAsPodSecurityAsks() throws IOException {
        for (Path example : examples().toList()) {
            Desired.of(input(Files.readString(example)))
                    .all()
                    .flatMap(DesiredTest::podSpecs)
                    .forEach(pod -> {
                        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                        assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                                .isEqualTo("RuntimeDefault");
                        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                        assertThat(pod.getContainers()).allSatisfy(container -> {
                            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                                    .isTrue();
                            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                                    .isFalse();
                            assertThat(container
                                            .getSecurityContext()
                                            .getCapabilities()
                                            .getDrop())
                                    .containsExactly("ALL");
                            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                            assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
                        });
                    });
        }
    }

    private static Stream<io.fabric8.kubernetes.api.model.PodSpec> podSpecs(HasMetadata object) {
        if (object instanceof io.fabric8.kubernetes.api.model.apps.Deployment d) {
            return Stream.of(d.getSpec().getTemplate().getSpec());
        }
        if (object instanceof io.fabric8.kubernetes.api.model.apps.StatefulSet s) {
            return Stream.of(s.getSpec().getTemplate().getSpec());
        }
        if (object instanceof io.fabric8.kubernetes.api.model.batch.v1.Job j) {
            return Stream.of(j.getSpec().getTemplate().getSpec());
        }
        return Stream.empty();
    }
}
