package dev.promptlib.app.settings;

import java.net.URI;
import java.util.Optional;

/** What the environment decides for a frontend: a process without a database, before a backend elsewhere. */
public record FrontendSettings(int port, URI backend, int drainSeconds, String version, Optional<String> healthPath) {

    /** A frontend is what knows a backend and is given no database. */
    public static boolean asked(Environment environment) {
        return environment.text("BACKEND_URL").isPresent()
                && environment.secret("DATABASE_URL").isEmpty();
    }

    public static FrontendSettings read(Environment environment) {
        String backend = environment.text("BACKEND_URL").orElseThrow();
        if (!backend.matches("https?://[^/?#]+/?") || URI.create(backend).getHost() == null) {
            throw new SettingException(
                    "BACKEND_URL", "is not where a server answers", "write http://backend:8000, without a path");
        }
        return new FrontendSettings(
                environment.number("PORT", 3000, 1, 65535),
                URI.create(backend),
                Settings.drainSeconds(environment),
                Settings.version(environment),
                Settings.healthPath(environment));
    }
}
