package dev.promptlib.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connection pool. It exists whether or not the database does, and mends itself when the database returns. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;

    public Database(DataSource source, int size, MeterRegistry metrics) {
        // Test a connection at every borrow, not only after half a second of rest: a restart of the database then costs
        // a reconnect instead of failed requests.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        // Start without a database; and answer "not now" before a probe's second is over.
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(900);
        config.setValidationTimeout(500);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
        pool = new HikariDataSource(config);
    }

    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
