package dev.promptlib.app.database;

import java.sql.SQLException;
import java.util.Set;

/** What a failed statement means to a caller: come back later, or something is wrong in here. */
public record DatabaseFailure(boolean temporary, String detail) {
    // Connection failure, bad credentials, no resources, stopping or starting; 42P01 is a table not migrated yet.
    private static final Set<String> TEMPORARY = Set.of("08", "28", "53", "57");

    public static DatabaseFailure of(SQLException failure) {
        Throwable root = failure;
        boolean temporary = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState() == null ? "08" : sql.getSQLState();
                temporary |=
                        state.equals("42P01") || TEMPORARY.contains(state.substring(0, Math.min(2, state.length())));
                root = sql;
            }
        }
        return new DatabaseFailure(temporary, String.valueOf(root.getMessage()));
    }
}
