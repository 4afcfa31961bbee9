package dev.promptlib.operator.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How long ago something was, in one number. */
public final class Age {
    private Age() {}

    public static String of(String time, Instant now) {
        try {
            return of(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException | NullPointerException e) {
            return "?";
        }
    }

    static String of(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
