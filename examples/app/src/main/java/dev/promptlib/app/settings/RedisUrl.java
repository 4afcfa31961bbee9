package dev.promptlib.app.settings;

import java.util.LinkedHashSet;
import java.util.List;

/** REDIS_URL as host, port, database and credentials. */
public record RedisUrl(String host, int port, int database, String user, String password, boolean tls) {

    public static RedisUrl parse(Secret secret) {
        ConnectionUrl url =
                ConnectionUrl.parse(secret.source(), secret.read(), new LinkedHashSet<>(List.of("redis", "rediss")));
        String hosts = url.hosts();
        int colon = hosts.lastIndexOf(':');
        boolean hasPort = colon > hosts.lastIndexOf(']');
        String host = hasPort ? hosts.substring(0, colon) : hosts;
        return new RedisUrl(
                host.replaceAll("[\\[\\]]", ""),
                hasPort ? number(secret, "port", hosts.substring(colon + 1)) : 6379,
                url.path().isEmpty() ? 0 : number(secret, "database", url.path()),
                url.user(),
                url.password(),
                url.scheme().equals("rediss"));
    }

    private static int number(Secret secret, String part, String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new SettingException(
                    secret.source(), "has a " + part + " that is no number", "write redis://user:password@host:6379/0");
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }
}
