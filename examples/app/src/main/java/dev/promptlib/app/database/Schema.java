package dev.promptlib.app.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables this version of the application needs, and how a database gets them. */
public final class Schema {
    /** The newest migration packaged here; a newer database is fine, so that a release can be undone. */
    static final int NEEDED = 1;

    private final DataSource source;

    public Schema(DataSource source) {
        this.source = source;
    }

    /** What is missing for this version to work, or null. One cheap query, because every health check asks it. */
    public static String missing(Connection connection) throws SQLException {
        int version = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select max(version::int) from flyway_schema_history where success and version ~ '^[0-9]+$'")) {
            version = row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            if (!"42P01".equals(e.getSQLState())) {
                throw e;
            }
        }
        return version >= NEEDED ? null : "the schema is at version " + version + " and " + NEEDED + " is needed";
    }

    /** Migrates under Flyway's lock, so any number of instances may call this at once. */
    public void migrate() {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(source)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                // A database may hold other things already; a table of ours that is in the way still fails the
                // migration.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .lockRetryCount(300)
                .load()
                .migrate();
    }

    /** Skips Flyway, the slowest part of a start, when there is nothing for it to do. */
    public void migrateIfBehind() throws SQLException {
        boolean behind;
        try (Connection connection = source.getConnection()) {
            behind = missing(connection) != null;
        }
        if (behind) {
            migrate();
        }
    }
}
