package dev.promptlib.app.health;

/** What one check found; the detail is there only when something is wrong. */
public record CheckResult(String status, long latencyMs, String detail) {

    static CheckResult healthy(long latencyMs) {
        return new CheckResult("healthy", latencyMs, null);
    }

    static CheckResult unhealthy(long latencyMs, String detail) {
        return new CheckResult("unhealthy", latencyMs, detail);
    }

    boolean isHealthy() {
        return status.equals("healthy");
    }
}
