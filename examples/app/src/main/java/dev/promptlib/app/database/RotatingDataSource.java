package dev.promptlib.app.database;

import dev.promptlib.app.settings.DatabaseUrl;
import dev.promptlib.app.settings.Secret;
import dev.promptlib.app.settings.SettingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections with the URL that last worked, and with the URL as it is now when that fails. So it does not matter
 * whether a rotation changes the database or the file first.
 */
public final class RotatingDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RotatingDataSource.class);

    private final transient Secret secret;
    private final transient Map<String, String> defaults;
    private transient volatile DatabaseUrl current;

    private RotatingDataSource(Secret secret, Map<String, String> defaults) {
        this.secret = secret;
        this.defaults = defaults;
        this.current = DatabaseUrl.parse(secret);
    }

    /** For requests: a database that stopped answering is noticed. A transaction pooler in between does not matter. */
    public static RotatingDataSource forRequests(Secret secret) {
        return new RotatingDataSource(
                secret,
                Map.of(
                        "ApplicationName", "promptlib-app",
                        "connectTimeout", "2",
                        "socketTimeout", "10",
                        "tcpKeepAlive", "true",
                        "prepareThreshold", "0"));
    }

    /** For migrations, which may take as long as they need. */
    public static RotatingDataSource forMigrations(Secret secret) {
        return new RotatingDataSource(
                secret, Map.of("ApplicationName", "promptlib-migrate", "connectTimeout", "5", "tcpKeepAlive", "true"));
    }

    @Override
    public Connection getConnection() throws SQLException {
        DatabaseUrl used = current;
        try {
            return open(used);
        } catch (SQLException e) {
            DatabaseUrl now = readAgain(used);
            if (now.equals(used)) {
                throw e;
            }
            Connection connection = open(now);
            current = now;
            LOG.info("{} has changed, the new value is in use", secret.source());
            return connection;
        }
    }

    private Connection open(DatabaseUrl url) throws SQLException {
        Connection connection = new Driver().connect(url.jdbcUrl(), url.properties(defaults));
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL", "08001");
        }
        return connection;
    }

    private DatabaseUrl readAgain(DatabaseUrl used) {
        try {
            return DatabaseUrl.parse(secret);
        } catch (SettingException e) {
            LOG.warn("{}", e.getMessage());
            return used;
        }
    }
}
