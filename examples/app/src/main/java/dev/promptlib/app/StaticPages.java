package dev.promptlib.app;

import dev.promptlib.app.http.Response;
import dev.promptlib.app.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The page for people and what it loads, from the jar. */
final class StaticPages {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
            "Cache-Control",
            "no-cache");

    private StaticPages() {}

    static List<Route> routes() {
        return List.of(
                page("/", "index.html", "text/html; charset=utf-8"),
                page("/app.js", "app.js", "text/javascript; charset=utf-8"),
                page("/app.css", "app.css", "text/css; charset=utf-8"));
    }

    private static Route page(String path, String resource, String type) {
        return Route.of("GET", path, request -> {
            try (InputStream in = StaticPages.class.getResourceAsStream("/web/" + resource)) {
                if (in == null) {
                    throw new IOException("the jar lacks web/" + resource);
                }
                return Response.of(200, type, in.readAllBytes()).with(HEADERS);
            }
        });
    }
}
