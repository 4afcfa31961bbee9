package dev.promptlib.app;

import dev.promptlib.app.live.AppConfigFile;
import dev.promptlib.app.prompts.PromptStore;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens by the clock: the configuration file is looked at, and the library is counted for the metrics. */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    });

    Background(AppConfigFile config, PromptStore store, AppMetrics metrics) {
        clock.scheduleWithFixedDelay(guarded(config::refresh), 1, 1, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(guarded(() -> count(store, metrics)), 1, 5, TimeUnit.SECONDS);
    }

    void stop() {
        clock.shutdownNow();
    }

    private static void count(PromptStore store, AppMetrics metrics) {
        try {
            metrics.counted(store.totals());
        } catch (SQLException e) {
            LOG.debug("not counted: {}", e.getMessage());
        }
    }

    /** A scheduled task that throws is silently never run again; this one is. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("background task failed", e);
            }
        };
    }
}
