package dev.promptlib.app.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs all checks side by side and says how the application is. */
public final class Health {
    private static final long LIMIT_MS = 1000;

    private final List<Check> checks;
    private final String version;
    private final Clock clock;
    private final Instant started;
    private volatile boolean stopping;

    public Health(List<Check> checks, String version, Clock clock) {
        this.checks = List.copyOf(checks);
        this.version = version;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** From now on the application is unhealthy, so that no new requests are sent to it. */
    public void stopping() {
        stopping = true;
    }

    public HealthReport report() {
        Map<String, CompletableFuture<CheckResult>> running = new LinkedHashMap<>();
        checks.forEach(check -> running.put(check.name(), check.run(LIMIT_MS)));
        Map<String, CheckResult> results = new LinkedHashMap<>();
        running.forEach((name, result) -> results.put(name, result.join()));
        Instant now = clock.instant();
        return new HealthReport(
                status(results),
                stopping ? "shutting down" : null,
                now.toString(),
                version,
                Duration.between(started, now).toSeconds(),
                results);
    }

    private String status(Map<String, CheckResult> results) {
        String status = "healthy";
        for (Check check : checks) {
            if (!results.get(check.name()).isHealthy()) {
                if (check.critical()) {
                    return "unhealthy";
                }
                status = "degraded";
            }
        }
        return stopping ? "unhealthy" : status;
    }
}
