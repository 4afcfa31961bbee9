package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each of the five systems comes up from its one YAML, with the reference application in the place of its images. */
class SystemsE2E extends SystemStory {
    @Test
    void guidelines() throws IOException {
        runs("guidelines", "backend 8000 /api/system/health 1001", "frontend 3000 /api/system/health 1001");
        try (App app = stack.app("backend")) {
            assertThat(app.send("POST", App.PROMPTS, "", App.body("x")).status())
                    .isEqualTo(401);
            app.add("counted", stack.secret("secrets", "API_TOKEN"));
            await("business metrics")
                    .atMost(LIMIT)
                    .until(() -> app.get("/metrics").text(), text -> text.contains("promptlib_prompts 1.0"));
            assertThat(app.get("/metrics").text()).contains("http_server_requests_seconds_bucket", "hikaricp_", "jvm_");
        }
        assertThat(stack.shell("backend").run("cat $DATABASE_URL_FILE")).contains("@guidelines-pooler:");
        assertThat(sql("select extname from pg_extension")).contains("pg_stat_statements");
        assertThat(sql("select count(*) > 0 from pg_stat_statements")).isEqualTo("t");
        assertThat(client.pods().resource(stack.pods("backend").get(0)).getLog().lines())
                .as("logs in JSON")
                .allMatch(line -> line.startsWith("{") || line.startsWith("Picked up JAVA_TOOL_OPTIONS"));
        servesWithoutItsCache();
    }

    /** Scaled away by hand; the operator puts it back, and meanwhile the application is slower and no more. */
    private void servesWithoutItsCache() {
        client.apps()
                .statefulSets()
                .inNamespace(namespace.name())
                .withName("guidelines-cache")
                .scale(0);
        for (String status : List.of("degraded", "healthy")) {
            await(status).atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
                try (App app = stack.app("backend")) {
                    App.Answer health = app.get(App.HEALTH);
                    assertThat(health.status()).isEqualTo(200);
                    return health.json().get("status").asText().equals(status);
                }
            });
        }
    }

    @Test
    void promptlib() throws IOException {
        runs("promptlib", "app 8000 /api/system/health 1001");
        PodShell app = stack.shell("app");
        assertThat(app.run("env"))
                .contains("NODE_ENV=production", "PORT=8000", "STORAGE_DIR=/app/data", "PGDATABASE=promptlib")
                .contains("JWT_SECRET_FILE=/run/secrets/promptlib/JWT_SECRET")
                .doesNotContain("JWT_SECRET=", "ENCRYPTION_KEY=", "DATABASE_URL=", "PGPASSWORD=");
        assertThat(app.run("cat $JWT_SECRET_FILE")).hasSize(64);
        assertThat(app.run("cat $ENCRYPTION_KEY_FILE")).hasSize(32);
        assertThat(app.run("touch /app/data/kept && id -g")).isEqualTo("1001");
        assertThat(sql("select current_database()")).isEqualTo("promptlib");
        assertThat(
                        stack.shell("cache")
                                .run(
                                        "REDISCLI_AUTH=$(cat /run/secrets/login/password) redis-cli --no-auth-warning --user app info persistence"))
                .contains("aof_enabled:1");
    }

    @Test
    void nextjs() throws IOException {
        runs("nextjs", "app 3000 /api/health 1001");
        try (App app = stack.app("app")) {
            var health = app.get("/api/health").json();
            assertThat(health.get("status").asText()).isEqualTo("healthy");
            assertThat(health.get("version").asText()).isEqualTo("0.1.0");
            assertThat(health.get("checks").get("database").toString()).contains("healthy");
            assertThat(health.get("checks").get("cache").toString()).contains("healthy");
        }
        stack.shell("app").run("touch /app/.next/cache/page");
        assertThat(stack.shell("app").run("echo $SESSION_SECRET")).hasSize(48);
        PromptLibraryBackupStatus backup = new Vault(client, stack).backUp("first", true);
        assertThat(backup.phase()).as(backup.message()).isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
        assertThat(backup.verified()).isTrue();
    }

    @Test
    void cartrita() throws IOException {
        runs("cartrita", "backend 8000 /health 1001", "frontend 3000 /api/health 1001");
        assertThat(sql("select extname from pg_extension")).contains("vector", "uuid-ossp");
        assertThat(sql("select '[1,2,3]'::vector <-> '[1,2,5]'::vector")).isEqualTo("2");
        assertThat(sql("select pg_get_userbyid(datdba) from pg_database where datname = 'cartrita'"))
                .isEqualTo("cartrita_owner");
        PodShell backend = stack.shell("backend");
        assertThat(backend.run("cat $DATABASE_URL_FILE"))
                .startsWith("postgresql://robbie:")
                .endsWith("/cartrita");
        assertThat(backend.run("cat $OPENAI_API_KEY_FILE $ANTHROPIC_API_KEY_FILE $DEEPGRAM_API_KEY_FILE"))
                .isEqualTo("put-yours-here".repeat(3));
        assertThat(backend.run("cat $JWT_SECRET_KEY_FILE | base64 -d | wc -c")).isEqualTo("32");
        stack.shell("database").run("touch /tmp/x /var/run/postgresql/x");
        assertThat(reaches("database", "kubernetes.default.svc", 443))
                .as("the internal network has a way out")
                .isFalse();

        stack.set("/components/0/replicas", "2");
        stack.awaitReady();
        assertThat(endpoints("cartrita-backend")).isEqualTo(2);
    }

    private long endpoints(String service) {
        return client.discovery().v1().endpointSlices().inNamespace(namespace.name()).list().getItems().stream()
                .filter(slice -> service.equals(slice.getMetadata().getLabels().get("kubernetes.io/service-name")))
                .flatMap(slice -> slice.getEndpoints().stream())
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
                .count();
    }

    @Test
    void memoai() throws IOException {
        runs("memoai", "backend 8000 /health 1000", "frontend 3000 /api/system/health 1000");
        PodShell backend = stack.shell("backend");
        assertThat(backend.run("ls /app/config").lines())
                .hasSize(9)
                .contains("auth.yaml", "llm.yaml", "monitoring.yaml");
        assertThat(backend.run("env")).contains("AUTH_ENABLED=true", "DEBUG_MODE=false", "LOG_LEVEL=warn");
        assertThat(backend.run("touch /app/data/report.pdf && ls /app/data")).contains("report.pdf");
        try (App app = stack.app("backend")) {
            assertThat(app.send("POST", App.PROMPTS, "", App.body("x")).status())
                    .isEqualTo(401);
            app.add("by the first admin", stack.secret("secrets", "ADMIN_PASSWORD"));
        }
        servesAHundredUsers();

        List<String> before = stack.uids("backend");
        stack.set("/components/0/config/1/files/app.yaml", "\"title: Another rubric\\n\"");
        // The kubelet refreshes files at its next look at the pod, within a minute and a half.
        await("the new file")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    try (App app = stack.app("backend")) {
                        return app.get("/api/system/config").text().contains("Another rubric");
                    }
                });
        assertThat(stack.uids("backend")).as("the same pods").isEqualTo(before);
    }

    private void servesAHundredUsers() {
        String request = "exec 3<>/dev/tcp/memoai-frontend/3000; printf \"GET " + App.PROMPTS
                + " HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n\" >&3; head -1 <&3";
        String answers = bystander.shell().run("seq 300 | xargs -P 100 -I{} timeout 60 bash -c '" + request + "'");
        assertThat(answers.lines().filter(line -> line.contains(" 200 ")))
                .as(answers)
                .hasSize(300);
    }
}
