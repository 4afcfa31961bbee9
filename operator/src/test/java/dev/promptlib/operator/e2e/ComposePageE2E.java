package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.DockerEngine;
import dev.promptlib.operator.cluster.DockerEngine.Answer;
import dev.promptlib.operator.cluster.Launcher;
import dev.promptlib.operator.cluster.OnDocker;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the page about compose says to type can be typed, in the order in which it stands there, also within sentences. */
@OnDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposePageE2E {
    private static final Map<String, String> NOT_TYPED = Map.of(
            "docker compose", "a name only",
            "docker inspect", "a name only",
            "promptlib compose", "a name only",
            "kubectl create secret generic ai-keys --from-file=secrets/ai-keys", "there is no cluster here",
            "docker compose --profile tunnel up --wait", "Cloudflare gives the token, and has to be reached");

    @TempDir
    static Path folder;

    private ComposeProject project;
    private String base;

    @BeforeAll
    void makeACheckout() throws IOException {
        for (String file : List.of("examples", "images", "promptlib")) {
            Files.createSymbolicLink(folder.resolve(file), Repository.file(file));
        }
        Files.copy(Repository.file("docker-compose.yml"), folder.resolve("docker-compose.yml"));
        Files.copy(Repository.file("examples/promptlib.yaml"), folder.resolve("shop.yaml"));
        Launcher.isBuilt();
        project = new ComposeProject(folder, "page-e2e");
        base = DockerEngine.get().base("eclipse-temurin:25-jre");
    }

    @AfterAll
    void remove() {
        project.removeWithData();
    }

    @Test
    void isRight() throws IOException {
        List<String> commands = new ArrayList<>(new Page("compose").commands());
        assertThat(commands).containsAll(NOT_TYPED.keySet());
        commands.removeAll(NOT_TYPED.keySet());
        for (String command : commands) {
            if (command.endsWith(" restore back")) {
                // It refuses else, as the page says.
                succeeds("docker compose stop app");
            }
            succeeds(command.replace("8080", String.valueOf(project.http)).replace("SERVICE", "app"));
        }
    }

    private void succeeds(String command) {
        // Maven has just built what it is asked for.
        Answer answer = project.typed("mvn() { :; }; export -f mvn; export BASE='" + base + "'\n" + command);
        assertThat(answer.exitCode()).as("%s says: %s", command, answer.text()).isZero();
        assertThat(answer.text()).as(command).isNotBlank();
    }
}
