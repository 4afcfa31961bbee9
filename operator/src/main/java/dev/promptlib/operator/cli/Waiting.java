package dev.promptlib.operator.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks again until something is so. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 500;

    private Waiting() {}

    public static boolean until(Duration limit, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    public static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of("interrupted", "run it again");
        }
    }
}
