package dev.promptlib.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.app.live.AppConfigFile;
import dev.promptlib.app.settings.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServiceTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpService service;
    private AppConfigFile config;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        config = new AppConfigFile(directory.resolve("app.yaml"));
        List<Route> routes = List.of(
                Route.of("POST", "/echo", request -> Response.json(200, request.json(Map.class))),
                Route.of("GET", "/lost", request -> {
                    throw new SQLException("connection refused", "08001");
                }),
                Route.of("GET", "/broken", request -> {
                    throw new IllegalStateException("secret internals");
                }),
                Route.of("GET", "/slow", request -> {
                    entered.countDown();
                    release.await();
                    return Response.json(200, Map.of("done", true));
                }));
        WriteGuard guard = new WriteGuard(Optional.of(Secret.ofText("API_TOKEN", "t0ken")), config);
        service = new HttpService(0, new Router(routes), guard, metrics);
        service.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        service.stop(5);
    }

    @Test
    void asksForTheTokenBeforeWriting() throws Exception {
        assertThat(post("{}", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(post("{\"a\":1}", "Bearer t0ken").body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void refusesToWriteInReadOnlyMode() throws Exception {
        Files.writeString(directory.resolve("app.yaml"), "readOnly: true\n");
        config.refresh();

        assertThat(post("{}", "Bearer t0ken").statusCode()).isEqualTo(403);
    }

    @Test
    void refusesBadAndOversizedJson() throws Exception {
        assertThat(post("{", "Bearer t0ken").statusCode()).isEqualTo(400);
        assertThat(post("\"" + "x".repeat(1_100_000) + "\"", "Bearer t0ken").statusCode())
                .isEqualTo(413);
    }

    @Test
    void tellsALostDatabaseFromABug() throws Exception {
        assertThat(get("/lost").statusCode()).isEqualTo(503);
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        assertThat(get("/broken").body()).contains("\"error\":\"internal\"").doesNotContain("secret internals");
    }

    @Test
    void keepsASaneCorrelationIdAndReplacesAnyOther() throws Exception {
        assertThat(correlationOf("abc-123")).isEqualTo("abc-123");
        assertThat(correlationOf("{\"level\":\"ERROR\"}")).hasSize(36);
    }

    @Test
    void countsByPatternNotByPath() throws Exception {
        get("/no/such/path");

        assertThat(metrics.get("http.server.requests")
                        .tags("route", "unmatched", "method", "GET", "status", "404")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void answersWhileOthersSendTheirRequestsSlowly() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
                socket.getOutputStream().write('G');
                slow.add(socket);
            }
            assertThat(get("/lost").statusCode()).isEqualTo(503);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void keepsNoConnectionsWhileItStops() throws Exception {
        assertThat(get("/lost").headers().firstValue("Connection")).isEmpty();
        service.stopping();
        assertThat(get("/lost").headers().firstValue("Connection")).contains("close");
    }

    @Test
    void finishesWhatRunsBeforeItStops() throws Exception {
        CompletableFuture<HttpResponse<String>> running = client.sendAsync(request("/slow"), BodyHandlers.ofString());
        entered.await();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
            try {
                service.stop(30);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        release.countDown();

        assertThat(running.get().body()).isEqualTo("{\"done\":true}");
        stopping.get();
    }

    private String correlationOf(String sent) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/lost"))
                .header("X-Correlation-Id", sent)
                .build();
        return client.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("X-Correlation-Id")
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body, String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/echo"))
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }
}
