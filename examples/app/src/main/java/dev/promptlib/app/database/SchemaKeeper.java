package dev.promptlib.app.database;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates once after the start, however long the database takes to appear. Not later: a database that comes back empty
 * is a loss somebody must see, not something to paper over with new tables.
 */
public final class SchemaKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaKeeper.class);
    private static final long LONGEST_WAIT_MS = 5000;

    private final Schema schema;
    private volatile String problem;

    public SchemaKeeper(Schema schema) {
        this.schema = schema;
    }

    public void start() {
        Thread thread = new Thread(this::migrateUntilDone, "schema");
        thread.setDaemon(true);
        thread.start();
    }

    /** Why the last attempt failed, or null. */
    public String problem() {
        return problem;
    }

    private void migrateUntilDone() {
        long wait = 250;
        try {
            while (!migrated()) {
                Thread.sleep(wait);
                wait = Math.min(wait * 2, LONGEST_WAIT_MS);
            }
            LOG.info("the schema is current");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean migrated() {
        try {
            schema.migrateIfBehind();
            problem = null;
            return true;
        } catch (SQLException e) {
            report(DatabaseFailure.of(e).detail());
        } catch (FlywayException e) {
            report(e.getMessage().strip().replaceAll("\\s+", " "));
        }
        return false;
    }

    private void report(String detail) {
        if (!detail.equals(problem)) {
            LOG.warn("migration not possible yet, trying again: {}", detail);
        }
        problem = detail;
    }
}
