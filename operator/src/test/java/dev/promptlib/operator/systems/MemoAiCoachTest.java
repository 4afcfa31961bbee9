package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The nine configuration files of Memo AI Coach, their backup, and the alerts at their thresholds. */
class MemoAiCoachTest {
    @Test
    void mountsTheNineFilesOfMemoAiCoach() throws IOException {
        Rendered rendered = Example.of("memoai").rendered();
        assertThat(rendered.files("backend", "/app/config"))
                .containsExactlyInAnyOrder(
                        "auth.yaml",
                        "security.yaml",
                        "frontend.yaml",
                        "backend.yaml",
                        "database.yaml",
                        "llm.yaml",
                        "logging.yaml",
                        "monitoring.yaml",
                        "performance.yaml");
        assertThat(rendered.container("backend").getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().equals("/app/config"))
                .allMatch(mount -> mount.getReadOnly());
        assertThat(rendered.spec().components().get(0).config())
                .allSatisfy(config -> assertThat(config.reload().name()).isEqualTo("Live"));
        for (var file :
                rendered.spec().components().get(0).config().get(0).files().entrySet()) {
            assertThat(new YAMLMapper().readTree(file.getValue()).properties())
                    .as(file.getKey())
                    .isNotEmpty();
        }
        assertThat(rendered.files("backend", "/app/content")).containsExactly("app.yaml");
    }

    @Test
    void backsUpTheConfigurationOfMemoAiCoach() throws IOException {
        Rendered rendered = Example.of("memoai").rendered();
        assertThat(rendered.env("backup").get("STORAGE")).contains("backend");
        assertThat(rendered.files("backup", "/configuration"))
                .contains(
                        "promptlibrary.yaml",
                        "config/backend/config/auth.yaml",
                        "config/backend/config/llm.yaml",
                        "secrets/memoai-secrets/JWT_SECRET_KEY",
                        "secrets/memoai-secrets/ADMIN_PASSWORD");
    }

    @Test
    void alertsAtTheThresholdsOfMonitoringYaml() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Repository.file("examples/systems/memo-ai-coach/alerts.yaml")
                        .toFile())
                .at("/spec/groups/0/rules");
        JsonNode thresholds = monitoring().at("/monitoring/performance");
        Map<String, String> ends = Map.of(
                "MemoaiErrorRate", "> " + thresholds.get("error_rate_threshold").asText(),
                "MemoaiSlow", "> " + thresholds.get("response_time_threshold").asInt() / 1000,
                "MemoaiCpu", "> " + thresholds.get("cpu_threshold").asText(),
                "MemoaiMemory", "> " + thresholds.get("memory_threshold").asText(),
                "MemoaiDisk", "> " + thresholds.get("disk_threshold").asText());
        ends.forEach((alert, end) -> assertThat(rules)
                .as(alert)
                .filteredOn(rule -> rule.get("alert").asText().equals(alert))
                .singleElement()
                .satisfies(rule -> assertThat(rule.get("expr").asText()).endsWith(end)));
    }

    private static JsonNode monitoring() throws IOException {
        return new YAMLMapper()
                .readTree(Example.of("memoai")
                        .rendered()
                        .spec()
                        .components()
                        .get(0)
                        .config()
                        .get(0)
                        .files()
                        .get("monitoring.yaml"));
    }
}
