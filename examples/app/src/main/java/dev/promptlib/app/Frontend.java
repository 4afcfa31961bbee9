package dev.promptlib.app;

import dev.promptlib.app.health.Check;
import dev.promptlib.app.health.Health;
import dev.promptlib.app.http.HttpService;
import dev.promptlib.app.http.Route;
import dev.promptlib.app.http.Router;
import dev.promptlib.app.http.WriteGuard;
import dev.promptlib.app.live.AppConfigFile;
import dev.promptlib.app.settings.FrontendSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages alone, with the API of a backend elsewhere behind them. Without the backend it is degraded, and serves. */
final class Frontend implements Server {
    private static final Logger LOG = LoggerFactory.getLogger(Frontend.class);
    private static final int GRACE_SECONDS = 15;

    private final FrontendSettings settings;
    private final Health health;
    private final HttpService http;

    Frontend(FrontendSettings settings) {
        this.settings = settings;
        AppMetrics metrics = new AppMetrics(settings.version());
        AppConfigFile noConfig = new AppConfigFile(Path.of("/nonexistent"));
        Backend backend = new Backend(settings.backend());
        health = new Health(
                List.of(new Check("backend", false, Check::inNewThread, backend::problem)),
                settings.version(),
                Clock.systemUTC());
        List<Route> routes =
                new ArrayList<>(new SystemRoutes(health, metrics.registry()).routes(settings.healthPath()));
        routes.addAll(StaticPages.routes());
        routes.addAll(backend.routes());
        // The backend decides who may write.
        WriteGuard open = new WriteGuard(Optional.empty(), noConfig);
        http = new HttpService(settings.port(), new Router(routes), open, metrics.registry());
    }

    int port() {
        return http.port();
    }

    @Override
    public void start() {
        http.start();
        LOG.info("frontend {} listens on port {}", settings.version(), http.port());
    }

    @Override
    public void stop() throws InterruptedException {
        LOG.info("stopping");
        health.stopping();
        http.stopping();
        Thread.sleep(settings.drainSeconds() * 1000L);
        http.stop(GRACE_SECONDS);
        LOG.info("stopped");
    }
}
