package dev.promptlib.operator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** The reference application in a pod that takes requests, asked over a forwarded port. */
final class App implements AutoCloseable {
    /** What it answers; the body is there when it is JSON. */
    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
    }

    /** Long, as machines that test may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int ATTEMPTS = 3;
    static final String HEALTH = "/api/system/health";
    static final String PROMPTS = "/api/prompts";

    private final LocalPortForward forward;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private App(LocalPortForward forward) {
        this.forward = forward;
    }

    static App in(KubernetesClient client, Pod pod) {
        int port = pod.getSpec().getContainers().get(0).getPorts().get(0).getContainerPort();
        return new App(client.pods().resource(pod).portForward(port));
    }

    Answer get(String path) {
        return send("GET", path, "", "");
    }

    /** Adds a prompt and returns its id. */
    String add(String title, String token) {
        Answer answer = send("POST", PROMPTS, token, body(title));
        if (answer.status() != 201) {
            throw new AssertionError("a prompt cannot be added: " + answer);
        }
        return answer.json().get("id").asText();
    }

    static String body(String title) {
        return "{\"title\":\"" + title + "\",\"body\":\"what it says\",\"tags\":[\"e2e\"]}";
    }

    Answer send(String method, String path, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + forward.getLocalPort() + path))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build(), 1);
    }

    /** The forwarded port is the test's own way in, not the user's: where it breaks, it is tried again, and that is told. */
    private Answer send(HttpRequest request, int attempt) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            String what = request.method() + " " + request.uri() + ", attempt " + attempt + ": " + e;
            if (e instanceof HttpTimeoutException || attempt == ATTEMPTS) {
                throw new UncheckedIOException(what, e);
            }
            System.out.println("[e2e] " + what);
            return send(request, attempt + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            forward.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
