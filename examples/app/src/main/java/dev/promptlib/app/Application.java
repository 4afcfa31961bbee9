package dev.promptlib.app;

import dev.promptlib.app.attachments.AttachmentRoutes;
import dev.promptlib.app.attachments.AttachmentStore;
import dev.promptlib.app.cache.ReadCache;
import dev.promptlib.app.cache.Redis;
import dev.promptlib.app.database.Database;
import dev.promptlib.app.database.RotatingDataSource;
import dev.promptlib.app.database.Schema;
import dev.promptlib.app.database.SchemaKeeper;
import dev.promptlib.app.health.Check;
import dev.promptlib.app.health.Health;
import dev.promptlib.app.http.HttpService;
import dev.promptlib.app.http.Route;
import dev.promptlib.app.http.Router;
import dev.promptlib.app.http.WriteGuard;
import dev.promptlib.app.live.AppConfigFile;
import dev.promptlib.app.live.ConfigRoute;
import dev.promptlib.app.prompts.PromptRoutes;
import dev.promptlib.app.prompts.PromptStore;
import dev.promptlib.app.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running application: its parts, put together, started and stopped in order. */
final class Application implements Server {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final int GRACE_SECONDS = 15;

    private final Settings settings;
    private final Database database;
    private final Optional<Redis> redis;
    private final SchemaKeeper schemaKeeper;
    private final Health health;
    private final Background background;
    private final HttpService http;

    Application(Settings settings) {
        this.settings = settings;
        AppMetrics metrics = new AppMetrics(settings.version());
        AppConfigFile config = new AppConfigFile(settings.configFile());
        config.refresh();
        database = new Database(
                RotatingDataSource.forRequests(settings.databaseUrl()), settings.poolSize(), metrics.registry());
        schemaKeeper = new SchemaKeeper(new Schema(RotatingDataSource.forMigrations(settings.databaseUrl())));
        redis = settings.redisUrl().map(Redis::new);
        health = new Health(checks(), settings.version(), Clock.systemUTC());

        PromptStore store = new PromptStore(database);
        Optional<AttachmentStore> attachments = settings.storage().map(AttachmentStore::new);
        ReadCache cache = new ReadCache(redis, metrics.registry());
        List<Route> routes =
                new ArrayList<>(new SystemRoutes(health, metrics.registry()).routes(settings.healthPath()));
        routes.add(ConfigRoute.of(config));
        routes.addAll(StaticPages.routes());
        routes.addAll(new PromptRoutes(store, cache, config, attachments, metrics.registry()).routes());
        attachments.ifPresent(there -> routes.addAll(new AttachmentRoutes(there, store).routes()));
        background = new Background(config, store, metrics);
        http = new HttpService(
                settings.port(), new Router(routes), new WriteGuard(settings.apiToken(), config), metrics.registry());
    }

    @Override
    public void start() {
        http.start();
        if (settings.migrateOnStart()) {
            schemaKeeper.start();
        }
        LOG.info("version {} listens on port {}", settings.version(), http.port());
    }

    /** Tells the probes first and keeps serving until the load balancers have heard, then finishes what runs. */
    @Override
    public void stop() throws InterruptedException {
        LOG.info("stopping");
        health.stopping();
        http.stopping();
        Thread.sleep(settings.drainSeconds() * 1000L);
        http.stop(GRACE_SECONDS);
        background.stop();
        database.close();
        redis.ifPresent(Redis::close);
        LOG.info("stopped");
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "database", true, Check::inNewThread, () -> HealthQuestions.database(database, schemaKeeper)));
        redis.ifPresent(
                there -> checks.add(new Check("cache", false, Check::inNewThread, () -> HealthQuestions.cache(there))));
        return checks;
    }
}
