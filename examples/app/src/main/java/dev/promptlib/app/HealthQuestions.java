package dev.promptlib.app;

import dev.promptlib.app.cache.Redis;
import dev.promptlib.app.database.Database;
import dev.promptlib.app.database.DatabaseFailure;
import dev.promptlib.app.database.Schema;
import dev.promptlib.app.database.SchemaKeeper;
import java.sql.Connection;
import java.sql.SQLException;

/** What the health checks ask; each answer is what is wrong, or null. */
final class HealthQuestions {
    private HealthQuestions() {}

    static String database(Database database, SchemaKeeper keeper) {
        try (Connection connection = database.connection()) {
            String missing = Schema.missing(connection);
            return missing == null || keeper.problem() == null ? missing : missing + ": " + keeper.problem();
        } catch (SQLException e) {
            return DatabaseFailure.of(e).detail();
        }
    }

    static String cache(Redis redis) {
        redis.callNow(client -> client.ping());
        return null;
    }
}
