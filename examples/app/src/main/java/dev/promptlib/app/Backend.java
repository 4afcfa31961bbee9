package dev.promptlib.app;

import dev.promptlib.app.http.CorrelationId;
import dev.promptlib.app.http.HttpError;
import dev.promptlib.app.http.Request;
import dev.promptlib.app.http.Response;
import dev.promptlib.app.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The backend of a frontend: whatever is asked for below /api is asked of it. */
final class Backend {
    private static final long LIMIT = 10L * 1024 * 1024;
    private static final List<String> ONWARD = List.of("Authorization", "Content-Type");
    private static final List<String> BACK =
            List.of("Location", "Content-Disposition", "Retry-After", "WWW-Authenticate", "Allow");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI address;

    Backend(URI address) {
        this.address = address;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        StringBuilder path = new StringBuilder("/api");
        for (String segment : List.of("/{a}", "/{b}", "/{c}", "/{d}")) {
            path.append(segment);
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                routes.add(Route.of(method, path.toString(), this::pass));
            }
        }
        return routes;
    }

    /** What is wrong with it, or null. Its own dependencies are its own affair: it says so where it is asked. */
    String problem() throws IOException, InterruptedException {
        int status = http.send(
                        HttpRequest.newBuilder(address.resolve("/api/system/live"))
                                .timeout(Duration.ofSeconds(2))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        return status == 200 ? null : "answers with " + status;
    }

    /** Path and query alone: in //elsewhere/api/x a client names a server, and that is not for clients to choose. */
    private URI target(URI asked) {
        return address.resolve(asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery()));
    }

    private Response pass(Request request) throws IOException, InterruptedException {
        byte[] body = request.body(LIMIT).readAllBytes();
        HttpRequest.Builder onward = HttpRequest.newBuilder(
                        target(request.exchange().getRequestURI()))
                .timeout(Duration.ofSeconds(20))
                .method(request.exchange().getRequestMethod(), BodyPublishers.ofByteArray(body));
        ONWARD.forEach(name -> request.header(name).ifPresent(value -> onward.header(name, value)));
        onward.header(CorrelationId.HEADER, CorrelationId.current());
        try {
            HttpResponse<byte[]> answer = http.send(onward.build(), BodyHandlers.ofByteArray());
            Map<String, String> headers = new HashMap<>();
            BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
            return Response.of(
                            answer.statusCode(),
                            answer.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                            answer.body())
                    .with(headers);
        } catch (IOException e) {
            throw new HttpError(502, "bad_gateway", "the backend does not answer at the moment", Map.of());
        }
    }
}
