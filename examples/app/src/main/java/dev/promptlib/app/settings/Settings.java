package dev.promptlib.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everything the environment decides, read once and checked before anything starts. */
public record Settings(
        int port,
        Secret databaseUrl,
        Optional<Secret> redisUrl,
        Optional<Secret> apiToken,
        Path configFile,
        boolean migrateOnStart,
        int poolSize,
        int drainSeconds,
        String version,
        Optional<Path> storage,
        Optional<String> healthPath) {

    private static final Set<String> LOG_LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    public static Settings read(Environment environment) {
        Secret database = environment
                .secret("DATABASE_URL")
                .orElseThrow(() -> new SettingException(
                        "DATABASE_URL", "is not set", "set it to postgresql://user:password@host:5432/database"));
        // Parsed here only to fail early; whoever connects parses again, because a file may have changed by then.
        DatabaseUrl.parse(database);
        Optional<Secret> redis = environment.secret("REDIS_URL");
        redis.ifPresent(RedisUrl::parse);
        Optional<Secret> token = environment.secret("API_TOKEN");
        token.ifPresent(Secret::read);
        checkLogLevel(environment);
        return new Settings(
                environment.number("PORT", 8000, 1, 65535),
                database,
                redis,
                token,
                Path.of(environment.text("APP_CONFIG").orElse("/app/config/app.yaml")),
                environment.flag("MIGRATE_ON_START", true),
                environment.number("DB_POOL_SIZE", 5, 1, 100),
                drainSeconds(environment),
                version(environment),
                environment.text("STORAGE_DIR").map(Settings::storage),
                healthPath(environment));
    }

    static int drainSeconds(Environment environment) {
        return environment.number("SHUTDOWN_DRAIN_SECONDS", 2, 0, 300);
    }

    static String version(Environment environment) {
        return environment.text("APP_VERSION").orElseGet(Settings::versionOfTheJar);
    }

    /** Where health is answered besides its own path, for a platform that asks elsewhere. */
    static Optional<String> healthPath(Environment environment) {
        Optional<String> path = environment.text("HEALTH_PATH");
        path.filter(text -> !text.startsWith("/")).ifPresent(text -> {
            throw new SettingException("HEALTH_PATH", "does not start with /", "write a path such as /health");
        });
        return path;
    }

    private static void checkLogLevel(Environment environment) {
        String level = environment.text("LOG_LEVEL").orElse("INFO").toUpperCase(Locale.ROOT);
        if (!LOG_LEVELS.contains(level)) {
            throw new SettingException("LOG_LEVEL", "is no log level", "use one of debug, info, warn, error");
        }
    }

    private static Path storage(String directory) {
        Path path = Path.of(directory);
        if (!Files.isDirectory(path) || !Files.isWritable(path)) {
            throw new SettingException(
                    "STORAGE_DIR", directory + " is no directory this user can write to", "mount a volume there");
        }
        return path;
    }

    private static String versionOfTheJar() {
        String version = Settings.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
