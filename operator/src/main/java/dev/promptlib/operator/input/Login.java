package dev.promptlib.operator.input;

import java.util.Map;
import java.util.Optional;

/**
 * With whom and how components log in. Two users take turns, so that the earlier one still gets in while pods of both releases run:
 * the one that the spec names, and another with a name made from it.
 */
public record Login(String user, String password) {
    public static final String USER = "user";
    public static final String PREVIOUS_PASSWORD = "previous-password";

    /** The one in force, by the values of its Secret. */
    public static Login of(Map<String, String> values, String first) {
        String user = other(first).equals(values.get(USER)) ? other(first) : first;
        return new Login(user, values.getOrDefault(Credentials.PASSWORD, ""));
    }

    /** The one before it, as long as it works. */
    public static Optional<Login> previous(Map<String, String> values, String first) {
        return Optional.ofNullable(values.get(PREVIOUS_PASSWORD))
                .map(password -> new Login(idle(values, first), password));
    }

    /** The user whose turn it is not. */
    public static String idle(Map<String, String> values, String first) {
        return of(values, first).user().equals(first) ? other(first) : first;
    }

    private static String other(String first) {
        return first + "_2";
    }
}
