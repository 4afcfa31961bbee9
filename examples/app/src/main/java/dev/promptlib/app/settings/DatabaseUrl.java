package dev.promptlib.app.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** DATABASE_URL, in libpq's form, as what the JDBC driver wants. */
public record DatabaseUrl(ConnectionUrl url) {
    private static final Map<String, String> LIBPQ_TO_JDBC =
            Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

    public static DatabaseUrl parse(Secret secret) {
        ConnectionUrl url = ConnectionUrl.parse(
                secret.source(), secret.read(), new LinkedHashSet<>(List.of("postgresql", "postgres")));
        if (url.user().isEmpty() || url.path().isEmpty()) {
            throw new SettingException(
                    secret.source(),
                    "names no " + (url.user().isEmpty() ? "user" : "database"),
                    "write postgresql://user:password@host:5432/database");
        }
        return new DatabaseUrl(url);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + url.hosts() + "/" + URLEncoder.encode(url.path(), StandardCharsets.UTF_8);
    }

    /** What the URL says wins over the defaults given. */
    public Properties properties(Map<String, String> defaults) {
        Properties properties = new Properties();
        properties.putAll(defaults);
        url.parameters().forEach((name, value) -> properties.put(LIBPQ_TO_JDBC.getOrDefault(name, name), value));
        properties.put("user", url.user());
        properties.put("password", url.password());
        return properties;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
