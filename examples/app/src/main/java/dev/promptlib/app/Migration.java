package dev.promptlib.app;

import dev.promptlib.app.database.DatabaseFailure;
import dev.promptlib.app.database.RotatingDataSource;
import dev.promptlib.app.database.Schema;
import dev.promptlib.app.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The migrate command: waits a little for the database, migrates, and is done. */
final class Migration {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Migration() {}

    static void run(Settings settings) throws SQLException, InterruptedException {
        RotatingDataSource source = RotatingDataSource.forMigrations(settings.databaseUrl());
        awaitDatabase(source);
        new Schema(source).migrate();
        LOG.info("the schema is current");
    }

    private static void awaitDatabase(RotatingDataSource source) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = source.getConnection()) {
                LOG.debug("connected to {}", connection.getMetaData().getURL());
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.info("waiting for the database: {}", DatabaseFailure.of(e).detail());
                Thread.sleep(1000);
            }
        }
    }
}
