package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.cluster.DockerEngine;
import dev.promptlib.operator.cluster.OnDocker;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.compose.Examples;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The root docker-compose.yml on a real Docker Engine: what a newcomer does with it, and what nobody may see. */
@OnDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeE2E {
    private static final String HOST = "promptlib.localhost";

    @TempDir
    static Path folder;

    private ComposeProject project;
    private HttpClient http;
    private String promptId;

    @BeforeAll
    void start() throws IOException {
        Files.copy(Repository.file("docker-compose.yml"), folder.resolve("docker-compose.yml"));
        project = new ComposeProject(folder, "promptlib-e2e");
        DockerEngine.get().loadApp();
        project.up();
        // The proxy is asked as a proxy: so any host name can be asked for.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", project.http)))
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    @AfterAll
    void remove() {
        project.removeWithData();
    }

    private HttpResponse<String> send(String method, String host, String path, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        return send("GET", HOST, path, "none", "");
    }

    private String token() {
        return project.ask("app", "cat", "/run/secrets/promptlib/API_TOKEN").text();
    }

    @Test
    @Order(1)
    void answersWithItsDatabaseAndItsCache() throws IOException {
        HttpResponse<String> health = get(App.HEALTH);
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        JsonNode checks = new ObjectMapper().readTree(health.body()).get("checks");
        assertThat(checks.at("/database/status").asText()).isEqualTo("healthy");
        assertThat(checks.at("/cache/status").asText()).isEqualTo("healthy");
        assertThat(project.run(
                        "exec",
                        "-T",
                        "database",
                        "psql",
                        "-U",
                        "postgres",
                        "-Atc",
                        "SELECT extname FROM pg_extension",
                        "app"))
                .contains("vector", "uuid-ossp");
    }

    @Test
    @Order(2)
    void answersForItsHostOnly() {
        assertThat(send("GET", "other.localhost", "/", "none", "").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void takesWritesWithTheGeneratedTokenOnly() throws IOException {
        assertThat(send("POST", HOST, App.PROMPTS, "guessed", App.body("first")).statusCode())
                .isEqualTo(401);
        HttpResponse<String> added = send("POST", HOST, App.PROMPTS, token(), App.body("first"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        promptId = new ObjectMapper().readTree(added.body()).get("id").asText();
    }

    @Test
    @Order(4)
    void keepsDataAndSecretsWhenItIsTakenDown() {
        String before = token();
        project.run("down", "--timeout=30");
        assertThat(project.containers()).isEmpty();
        project.up();
        assertThat(get(App.PROMPTS + "/" + promptId).body()).contains("first");
        assertThat(token()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void showsItsSecretsToNobody() {
        var secrets = project.secrets();
        assertThat(secrets).hasSize(6).allMatch(secret -> secret.length() == 32);
        List<String> shown = List.of(project.run("config"), project.inspected(), project.run("logs"));
        for (String secret : secrets) {
            assertThat(shown).noneMatch(text -> text.contains(secret));
        }
    }

    @Test
    @Order(6)
    void runsAllButThePreparationAsOthersThanRoot() throws IOException {
        for (JsonNode container : new ObjectMapper().readTree(project.inspected())) {
            String name =
                    container.at("/Config/Labels/com.docker.compose.service").asText();
            JsonNode host = container.get("HostConfig");
            assertThat(host.get("ReadonlyRootfs").asBoolean()).as(name).isTrue();
            assertThat(host.get("CapDrop").toString()).as(name).isEqualTo("[\"ALL\"]");
            assertThat(host.get("SecurityOpt").toString()).as(name).contains("no-new-privileges:true");
            assertThat(host.get("Memory").asLong()).as(name).isPositive();
            assertThat(host.at("/LogConfig/Config/max-size").asText()).as(name).isEqualTo("10m");
            assertThat(container.at("/Config/User").asText().startsWith("0"))
                    .as(name)
                    .isEqualTo(name.equals("prepare"));
            assertThat(List.of("prepare", "backup-tools", "verify").contains(name))
                    .as(name)
                    .isEqualTo(host.get("NetworkMode").asText().equals("none"));
        }
    }

    @Test
    @Order(7)
    void keepsServicesApartThatHaveNothingToSayToEachOther() {
        assertThat(project.reaches("app", "promptlib-database", 5432)).isTrue();
        assertThat(project.reaches("proxy", "promptlib-app", 8000)).isTrue();
        assertThat(project.reaches("proxy", "promptlib-database", 5432)).isFalse();
        assertThat(project.reaches("proxy", "promptlib-cache", 6379)).isFalse();
    }

    @Test
    @Order(8)
    void bringsLiveConfigurationIntoRunningContainers() throws IOException {
        String before = project.run("ps", "--quiet", "app");
        Path file = folder.resolve("docker-compose.yml");
        Files.writeString(file, Files.readString(file).replace("title: Prompt library", "title: Changed"));
        project.run("up", "prepare");
        await("the new file")
                .atMost(Duration.ofSeconds(30))
                .until(() -> get("/api/system/config").body().contains("Changed"));
        assertThat(project.run("ps", "--quiet", "app"))
                .as("the same containers")
                .isEqualTo(before);
    }

    @Test
    @Order(9)
    void refusesToStartOverDataWithoutItsPassword() {
        project.run("down", "--timeout=30");
        project.docker.docker("volume", "rm", "promptlib-e2e_secrets");
        assertThat(project.tried("up", "--detach", "--wait").exitCode()).isNotZero();
        assertThat(project.run("logs", "prepare")).contains("the volume database holds data, but the password");
    }

    @Test
    @Order(10)
    void composeAcceptsEveryOutput(@TempDir Path other) throws IOException {
        for (Path example : Examples.all(Repository.file("operator")).toList()) {
            for (String variant : List.of("development", "staging", "production", "hardened")) {
                ComposeProject written = new ComposeProject(other, "accepted");
                Files.writeString(other.resolve("docker-compose.yml"), Examples.yaml(example, variant));
                StringBuilder dotEnv = new StringBuilder();
                Examples.composed(example, variant).needs().variables().forEach(need -> dotEnv.append(
                                need.key().variable())
                        .append("=x\n"));
                Files.writeString(other.resolve(".env"), dotEnv);
                written.run("--profile=tunnel", "--profile=tools", "config", "--quiet");
            }
        }
    }
}
