package dev.promptlib.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.promptlib.app.database.DatabaseFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes every request: route, guard, answer, measure, log. System routes are answered at once, others by a worker. */
final class Dispatcher implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int DRAINED = 1024 * 1024;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)
    };

    private final Router router;
    private final WriteGuard guard;
    private final Executor workers;
    private final MeterRegistry metrics;
    private volatile boolean keepsConnections = true;

    Dispatcher(Router router, WriteGuard guard, Executor workers, MeterRegistry metrics) {
        this.router = router;
        this.guard = guard;
        this.workers = workers;
        this.metrics = metrics;
    }

    void keepNoConnections() {
        keepsConnections = false;
    }

    @Override
    public void handle(HttpExchange exchange) {
        Router.Match match;
        try {
            match = router.find(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        } catch (HttpError e) {
            answer(exchange, "unmatched", false, e::response);
            return;
        }
        Route route = match.route();
        Runnable work = () -> answer(exchange, route.pattern(), route.system(), () -> {
            Request request = new Request(exchange, match.parameters());
            if (!route.method().equals("GET")) {
                guard.check(request);
            }
            return route.handler().handle(request);
        });
        if (route.system()) {
            work.run();
            return;
        }
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            HttpError busy = HttpError.unavailable("too many requests are waiting, or the server is stopping");
            answer(exchange, route.pattern(), false, busy::response);
        }
    }

    /** What produces the response; whatever it throws becomes one. */
    private interface Answer {
        Response get() throws Exception;
    }

    private void answer(HttpExchange exchange, String route, boolean quiet, Answer answer) {
        long start = System.nanoTime();
        String correlation = CorrelationId.of(exchange.getRequestHeaders());
        MDC.put(CorrelationId.MDC_KEY, correlation);
        try {
            Response response = responseOf(answer);
            exchange.getResponseHeaders().set(CorrelationId.HEADER, correlation);
            record(exchange, route, quiet, response.status(), System.nanoTime() - start);
            drain(exchange);
            send(exchange, response);
        } catch (IOException e) {
            LOG.debug("the client went away: {}", e.toString());
        } finally {
            exchange.close();
            MDC.remove(CorrelationId.MDC_KEY);
        }
    }

    /** Who still sends when the connection is closed never hears the answer. What is far too much is not waited for. */
    private static void drain(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        byte[] unread = new byte[8192];
        for (int left = DRAINED; left > 0; ) {
            int read = body.read(unread);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static Response responseOf(Answer answer) {
        try {
            return answer.get();
        } catch (HttpError e) {
            return e.response();
        } catch (SQLException e) {
            DatabaseFailure failure = DatabaseFailure.of(e);
            if (failure.temporary()) {
                LOG.warn("the database does not answer: {}", failure.detail());
                return HttpError.unavailable("the database does not answer at the moment")
                        .response();
            }
            return internal(e);
        } catch (Exception e) {
            return internal(e);
        }
    }

    private static Response internal(Exception e) {
        LOG.error("request failed", e);
        return new HttpError(500, "internal", "something is wrong here; the log says what", Map.of()).response();
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        if (!keepsConnections) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || response.length() == 0;
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.length());
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                response.body().writeTo(out);
            }
        }
    }

    private void record(HttpExchange exchange, String route, boolean quiet, int status, long nanos) {
        String method = METHODS.contains(exchange.getRequestMethod()) ? exchange.getRequestMethod() : "OTHER";
        Timer.builder("http.server.requests")
                .description("Requests answered")
                .tags("route", route, "method", method, "status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(metrics)
                .record(Duration.ofNanos(nanos));
        String path = exchange.getRequestURI().getPath();
        LOG.atLevel(quiet ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.INFO)
                .log("{} {} {} {} ms", method, path, status, nanos / 1_000_000);
    }
}
