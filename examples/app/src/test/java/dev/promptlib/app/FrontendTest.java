package dev.promptlib.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.promptlib.app.settings.FrontendSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontendTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer backend;
    private Frontend frontend;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            byte[] said = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/api/prompts/7");
            // So that the test can see what the backend was told.
            exchange.getResponseHeaders()
                    .set("Allow", String.valueOf(exchange.getRequestHeaders().getFirst("X-Correlation-Id")));
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        backend.start();
        frontend = new Frontend(new FrontendSettings(
                0,
                URI.create("http://localhost:" + backend.getAddress().getPort()),
                0,
                "1.2",
                Optional.of("/api/health")));
        frontend.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        frontend.stop();
        backend.stop(0);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + frontend.port() + path))
                        .header("Authorization", "Bearer mine")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void asksTheBackendForWhatIsBelowApi() throws Exception {
        assertThat(send("GET", "/api/prompts?q=a%20b", "").body()).isEqualTo("GET /api/prompts?q=a%20b Bearer mine ");
        HttpResponse<String> made = send("POST", "/api/prompts/7/attachments/x", "text");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEqualTo("POST /api/prompts/7/attachments/x Bearer mine text");
    }

    @Test
    void asksNobodyElse() throws Exception {
        assertThat(send("GET", "//elsewhere.example:9090/api/prompts?q=a", "").body())
                .isEqualTo("GET /api/prompts?q=a Bearer mine ");
    }

    @Test
    void answersAsTheBackendDoes() throws Exception {
        assertThat(send("GET", "/api/system/config", "").body()).startsWith("GET /api/system/config ");
        HttpResponse<String> made = send("POST", "/api/prompts", "text");
        assertThat(made.headers().firstValue("Location")).contains("/api/prompts/7");
        assertThat(made.headers().firstValue("X-Correlation-Id"))
                .isEqualTo(made.headers().firstValue("Allow"));
    }

    @Test
    void servesThePagesItself() throws Exception {
        assertThat(send("GET", "/", "").body()).contains("<html");
    }

    @Test
    void isOnlyDegradedWithoutItsBackend() throws Exception {
        assertThat(send("GET", "/api/health", "").body()).contains("\"healthy\"", "\"backend\"");
        backend.stop(0);
        HttpResponse<String> health = send("GET", "/api/health", "");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"degraded\"");
        assertThat(send("GET", "/api/prompts", "").statusCode()).isEqualTo(502);
        assertThat(send("GET", "/", "").statusCode()).isEqualTo(200);
    }
}
