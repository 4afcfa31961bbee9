package dev.promptlib.app.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route for a method and a path; the first one that fits wins. */
public final class Router {
    private final List<Route> routes;

    /** A route, with what its braces stood for. */
    public record Match(Route route, Map<String, String> parameters) {}

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Fails with 404 for an unknown path and with 405 for a known path and another method. */
    public Match find(String method, String rawPath) {
        List<String> segments = segments(rawPath);
        // A HEAD is a GET whose body is not sent.
        String wanted = method.equals("HEAD") ? "GET" : method;
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(segments);
            if (parameters.isPresent()) {
                if (route.method().equals(wanted)) {
                    return new Match(route, parameters.get());
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw HttpError.notFound("there is nothing at this path");
        }
        String list = String.join(", ", allowed);
        throw new HttpError(405, "method_not_allowed", "this path answers " + list, Map.of("Allow", list));
    }

    private static List<String> segments(String rawPath) {
        try {
            return Arrays.stream(rawPath.replaceFirst("^/", "").split("/", -1))
                    .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest("the path has a % that starts no escape");
        }
    }
}
