package dev.promptlib.app.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One path of the API with one method, and who answers it. Segments in braces match anything and are handed on. */
public record Route(String method, String pattern, boolean system, Handler handler) {

    /** Answers one request. */
    public interface Handler {
        Response handle(Request request) throws Exception;
    }

    public static Route of(String method, String pattern, Handler handler) {
        return new Route(method, pattern, false, handler);
    }

    /** A route that must answer even when every worker waits for the database, and that nobody wants in the log. */
    public static Route system(String pattern, Handler handler) {
        return new Route("GET", pattern, true, handler);
    }

    Optional<Map<String, String>> match(List<String> segments) {
        List<String> wanted = List.of(pattern.substring(1).split("/", -1));
        if (wanted.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String want = wanted.get(i);
            if (want.startsWith("{") && !segments.get(i).isEmpty()) {
                parameters.put(want.substring(1, want.length() - 1), segments.get(i));
            } else if (!want.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
