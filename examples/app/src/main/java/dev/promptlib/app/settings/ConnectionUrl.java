package dev.promptlib.app.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection URL taken apart. {@link java.net.URI} refuses or misreads generated passwords that someone forgot to
 * encode, so the user part ends at the last {@code @}, and the password starts at the first {@code :}.
 */
public record ConnectionUrl(
        String scheme, String user, String password, String hosts, String path, Map<String, String> parameters) {

    private static final Pattern AFTER_USER = Pattern.compile(
            "(?<hosts>(?:[A-Za-z0-9._,:-]|\\[[0-9A-Fa-f:.]+])+)" + "(?:/(?<path>[^/?#]*))?(?:\\?(?<query>[^#]*))?");

    public static ConnectionUrl parse(String source, String url, Set<String> schemes) {
        String text = url.trim();
        int colon = text.indexOf("://");
        if (colon < 0 || !schemes.contains(text.substring(0, colon))) {
            throw new SettingException(
                    source, "does not start with " + String.join(":// or ", schemes) + "://", "correct the URL");
        }
        String rest = text.substring(colon + 3);
        int at = rest.lastIndexOf('@');
        String userInfo = at < 0 ? "" : rest.substring(0, at);
        int split = userInfo.indexOf(':');
        Matcher matcher = AFTER_USER.matcher(rest.substring(at + 1));
        if (!matcher.matches()) {
            throw new SettingException(
                    source,
                    "has no readable host[:port]/name after the user",
                    "percent-encode special characters in the user and the password");
        }
        return new ConnectionUrl(
                text.substring(0, colon),
                decode(source, "user", split < 0 ? userInfo : userInfo.substring(0, split)),
                decode(source, "password", split < 0 ? "" : userInfo.substring(split + 1)),
                matcher.group("hosts"),
                decode(source, "path", matcher.group("path") == null ? "" : matcher.group("path")),
                parameters(source, matcher.group("query")));
    }

    private static Map<String, String> parameters(String source, String query) {
        Map<String, String> found = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw new SettingException(source, "has a parameter without a value", "write ?name=value");
                }
                found.put(pair.substring(0, equals), decode(source, "parameter", pair.substring(equals + 1)));
            }
        }
        return Map.copyOf(found);
    }

    private static String decode(String source, String part, String text) {
        try {
            // URLDecoder reads + as a space, which is right in forms and wrong in URLs.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    source, "has a % in its " + part + " that starts no escape", "write a plain % as %25");
        }
    }

    @Override
    public String toString() {
        return scheme + "://" + hosts + "/" + path;
    }
}
