package dev.promptlib.app;

import dev.promptlib.app.health.Health;
import dev.promptlib.app.health.HealthReport;
import dev.promptlib.app.http.Request;
import dev.promptlib.app.http.Response;
import dev.promptlib.app.http.Route;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What probes, Prometheus and people on call ask for. */
final class SystemRoutes {
    private final Health health;
    private final PrometheusMeterRegistry metrics;

    SystemRoutes(Health health, PrometheusMeterRegistry metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    List<Route> routes(Optional<String> healthPath) {
        List<Route> routes = new ArrayList<>(List.of(
                Route.system("/api/system/health", this::health),
                Route.system("/api/system/live", request -> Response.json(200, Map.of("status", "live"))),
                Route.system(
                        "/metrics",
                        request -> Response.text("text/plain; version=0.0.4; charset=utf-8", metrics.scrape()))));
        healthPath.ifPresent(path -> routes.add(Route.system(path, this::health)));
        return routes;
    }

    private Response health(Request request) {
        HealthReport report = health.report();
        return Response.json(report.httpStatus(), report);
    }
}
