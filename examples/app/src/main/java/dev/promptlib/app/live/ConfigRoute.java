package dev.promptlib.app.live;

import dev.promptlib.app.http.Response;
import dev.promptlib.app.http.Route;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says which configuration is in force, and what is wrong with the file. */
public final class ConfigRoute {
    private ConfigRoute() {}

    public static Route of(AppConfigFile config) {
        return Route.system("/api/system/config", request -> Response.json(200, body(config.state())));
    }

    private static Map<String, Object> body(AppConfigFile.State state) {
        AppConfig values = state.config();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", values.title());
        body.put("banner", values.banner());
        body.put("pageSize", values.pageSize());
        body.put("readOnly", values.readOnly());
        body.put("since", state.since().toString());
        if (state.problem() != null) {
            body.put("problem", state.problem());
        }
        return body;
    }
}
