package dev.promptlib.app.health;

import java.util.Map;

/** The body of a health answer. */
public record HealthReport(
        String status,
        String detail,
        String time,
        String version,
        long uptimeSeconds,
        Map<String, CheckResult> checks) {

    /** Degraded still serves, only slower; so only unhealthy takes the instance out of service. */
    public int httpStatus() {
        return status.equals("unhealthy") ? 503 : 200;
    }
}
