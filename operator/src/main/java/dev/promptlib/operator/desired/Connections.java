package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.External;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.input.ConnectionUrl;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The connections that components are given: variables such as DATABASE_URL, composed from what is known. */
public final class Connections {
    /** What no one needs to hide. */
    private static final Set<String> OPEN =
            Set.of("PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "REDIS_HOST", "REDIS_PORT", "REDIS_USERNAME");

    private Connections() {}

    /** Whether a variable's value has to be hidden. */
    public static boolean isSecret(String variable) {
        return !OPEN.contains(variable);
    }

    /** All variables, by name. They become the keys of one Secret. */
    static Map<String, String> all(Input input) {
        Map<String, String> variables = new TreeMap<>(of(input, Need.database));
        variables.putAll(of(input, Need.cache));
        return variables;
    }

    /** The variables that come with one need. */
    static Map<String, String> of(Input input, Need need) {
        return switch (need) {
            case database -> input.hasDatabase() ? database(input) : Map.of();
            case cache -> input.hasCache() ? cache(input) : Map.of();
            case secrets -> Map.of();
        };
    }

    private static Map<String, String> database(Input input) {
        Database database = input.spec().database();
        if (!input.embedsDatabase()) {
            ConnectionUrl url = ConnectionUrl.postgres(external(input, database.external()));
            return postgres(url.text(), url.host(), url.port(), url.path(), url.user(), url.password());
        }
        Login login = Login.of(input.credentials().database(), database.user());
        String direct = Names.database(input.owner());
        String host = database.pooler() == null ? direct : Names.pooler(input.owner());
        Map<String, String> variables = new TreeMap<>(postgres(
                databaseUrl(database, login, host),
                host,
                DatabaseObjects.PORT,
                database.name(),
                login.user(),
                login.password()));
        if (database.pooler() != null) {
            variables.put("DATABASE_DIRECT_URL", databaseUrl(database, login, direct));
        }
        return variables;
    }

    private static String databaseUrl(Database database, Login login, String host) {
        return "postgresql://" + encode(login.user()) + ":" + encode(login.password()) + "@" + host + ":"
                + DatabaseObjects.PORT + "/" + database.name();
    }

    private static Map<String, String> postgres(
            String url, String host, int port, String database, String user, String password) {
        return Map.of(
                "DATABASE_URL", url,
                "PGHOST", host,
                "PGPORT", String.valueOf(port),
                "PGDATABASE", database,
                "PGUSER", user,
                "PGPASSWORD", password);
    }

    private static Map<String, String> cache(Input input) {
        if (!input.embedsCache()) {
            ConnectionUrl url =
                    ConnectionUrl.redis(external(input, input.spec().cache().external()));
            return redis(url.text(), url.host(), url.port(), url.user(), url.password());
        }
        String host = Names.cache(input.owner());
        Login login = Login.of(input.credentials().cache(), Generated.CACHE_USER);
        String url = "redis://" + login.user() + ":" + encode(login.password()) + "@" + host + ":" + CacheObjects.PORT
                + "/0";
        return redis(url, host, CacheObjects.PORT, login.user(), login.password());
    }

    private static Map<String, String> redis(String url, String host, int port, String user, String password) {
        return Map.of(
                "REDIS_URL", url,
                "REDIS_HOST", host,
                "REDIS_PORT", String.valueOf(port),
                "REDIS_USERNAME", user,
                "REDIS_PASSWORD", password);
    }

    private static String external(Input input, External external) {
        String key = external.secretRef().key() == null
                ? "url"
                : external.secretRef().key();
        return input.references()
                .secret(external.secretRef().name())
                .orElse(Map.of())
                .getOrDefault(key, "");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Secret secret(Input input) {
        return new SecretBuilder()
                .withMetadata(input.owner().child(Names.connections(input.owner()), Part.SHARED))
                .withType("Opaque")
                .withData(SecretData.encoded(all(input)))
                .build();
    }
}
