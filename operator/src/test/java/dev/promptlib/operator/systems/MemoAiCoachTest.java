package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cluster.Repository;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.file.Files;
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
        JsonNode rules = alerts("PrometheusRule").at("/spec/groups/0/rules");
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

    @Test
    void scrapesThePodsWhoseFiguresTheAlertsAreAbout() throws IOException {
        JsonNode monitor = alerts("PodMonitor").get("spec");
        PodTemplateSpec backend = Example.of("memoai").rendered().pod("backend");
        monitor.at("/selector/matchLabels").properties().forEach(label -> assertThat(
                        backend.getMetadata().getLabels())
                .containsEntry(label.getKey(), label.getValue().asText()));
        assertThat(backend.getSpec().getContainers().get(0).getPorts())
                .extracting(ContainerPort::getName)
                .contains(monitor.at("/podMetricsEndpoints/0/port").asText());
    }

    private static JsonNode alerts(String kind) throws IOException {
        return Kustomized.documents(Files.readString(Repository.file("examples/systems/memo-ai-coach/alerts.yaml")))
                .stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
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
