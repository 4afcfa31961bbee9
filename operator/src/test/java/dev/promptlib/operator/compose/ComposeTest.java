package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example of the Kubernetes objects, and the compose file that it stands for: read a difference like code. */
class ComposeTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/promptlib/operator/compose");
    private static final Path ROOT = Path.of("../docker-compose.yml");
    private static final Path EXAMPLE = Path.of("../examples/promptlib.yaml");
    private static final String HOW = "if the change is wanted: mvn -pl operator test -Dtest=ComposeTest -Dwrite=true";

    static Stream<Path> examples() throws IOException {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void standsForItsGoldenFile(Path example) throws IOException {
        String name = Examples.name(example);
        compare(name.equals("promptlib") ? ROOT : GOLDEN.resolve(name + ".yml"), Examples.yaml(example, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "hardened"})
    void hasVariants(String variant) throws IOException {
        compare(GOLDEN.resolve("promptlib." + variant + ".yml"), Examples.yaml(EXAMPLE, variant));
    }

    private static void compare(Path golden, String yaml) throws IOException {
        if (Boolean.getBoolean("write")) {
            Files.createDirectories(golden.toAbsolutePath().getParent());
            Files.writeString(golden, yaml);
        }
        assertThat(golden).as(HOW).hasContent(yaml);
    }

    @Test
    void isTheSameEachTimeItIsMade() throws IOException {
        assertThat(Examples.yaml(EXAMPLE, "")).isEqualTo(Examples.yaml(EXAMPLE, ""));
    }

    @Test
    void holdsNoSecretOfTheUser() throws IOException {
        for (Path example : Examples.all().toList()) {
            assertThat(Examples.yaml(example, "")).doesNotContain("p%40ss", "p@ss", "sk-", ":pw@");
        }
    }

    @Test
    void publishesEachPartOnAPortOfItsOwnForDevelopers() throws IOException {
        for (Path example : Examples.all().toList()) {
            assertThat(Examples.composed(example, "development").file().services().values().stream()
                            .flatMap(service -> service.reach().ports().stream())
                            .map(port -> port.replaceAll(".*:-([0-9]+).*", "$1")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void saysWhatDockerWillNotDo() throws IOException {
        String yaml = Examples.yaml(Examples.path("two-tiers"), "");
        assertThat(yaml).startsWith("# Made by `promptlib compose ").contains("# - An update stops all containers");
    }

    @Test
    void everyServiceIsRestricted() throws IOException {
        for (Path example : Examples.all().toList()) {
            Map<String, Service> services =
                    new TreeMap<>(Examples.composed(example, "hardened").file().services());
            Service prepare = services.remove("prepare");
            assertThat(prepare == null || prepare.reach().networkMode().equals("none"))
                    .isTrue();
            services.forEach((name, service) -> {
                assertThat(service.safety().readOnly()).as(name).isTrue();
                assertThat(service.safety().capDrop()).as(name).containsExactly("ALL");
                assertThat(service.safety().securityOpt()).as(name).contains("no-new-privileges:true");
                assertThat(service.program().user()).as(name).isNotEqualTo("0:0");
                assertThat(service.deploy().resources().limits().pids())
                        .as(name)
                        .isPositive();
                assertThat(service.files().tmpfs()).as(name).allMatch(mount -> mount.contains("noexec"));
            });
        }
    }
}
