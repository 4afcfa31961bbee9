package dev.promptlib.operator.input;

import java.util.Map;

/** Generated passwords and secrets, by the keys they have in their Secrets. */
public record Credentials(
        Map<String, String> database,
        Map<String, String> cache,
        Map<String, String> application,
        Map<String, String> backup) {
    public static final String SUPERUSER_PASSWORD = "superuser-password";
    public static final String PASSWORD = "password";
    public static final String MAINTENANCE_PASSWORD = "maintenance-password";
    public static final Credentials NONE = new Credentials(Map.of(), Map.of(), Map.of(), Map.of());
}
