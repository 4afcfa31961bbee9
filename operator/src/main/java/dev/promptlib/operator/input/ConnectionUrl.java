package dev.promptlib.operator.input;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The URL of a database or cache server. */
public record ConnectionUrl(String text, String user, String password, String host, int port, String path) {

    /** Reads a URL; says what is wrong without ever repeating it, as it may hold a password. */
    public static ConnectionUrl parse(String text, Set<String> schemes, int defaultPort) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "it is not a URL (at character " + e.getIndex()
                            + "); write special characters of the password as %XX",
                    e);
        }
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
            throw new IllegalArgumentException("it does not begin with "
                    + schemes.stream().sorted().map(s -> s + "://").collect(Collectors.joining(" or ")));
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "it names no host; write user:password@host, special characters of the password as %XX");
        }
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new ConnectionUrl(
                text.strip(),
                userInfo.length > 0 ? decode(userInfo[0]) : "",
                userInfo.length > 1 ? decode(userInfo[1]) : "",
                uri.getHost(),
                uri.getPort() < 0 ? defaultPort : uri.getPort(),
                uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", ""));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public static ConnectionUrl postgres(String text) {
        ConnectionUrl url = parse(text, Set.of("postgresql", "postgres"), 5432);
        if (url.path().isEmpty()) {
            throw new IllegalArgumentException("it names no database; end it with /NAME");
        }
        return url;
    }

    public static ConnectionUrl redis(String text) {
        return parse(text, Set.of("redis", "rediss"), 6379);
    }
}
