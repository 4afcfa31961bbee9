package dev.promptlib.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks again until something is so. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 500;
    /** An API server that restarts, or a connection that blinks, does not end what goes on in the cluster. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final int TOO_MANY_REQUESTS = 429;

    private Waiting() {}

    /** However long it takes. */
    public static void until(BooleanSupplier so) {
        while (!until(Duration.ofDays(1), so)) {}
    }

    public static boolean until(Duration limit, BooleanSupplier so) {
        return until(limit, SILENCE, so);
    }

    static boolean until(Duration limit, Duration silence, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        long heard = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                if (so.getAsBoolean()) {
                    return true;
                }
                heard = System.nanoTime();
            } catch (KubernetesClientException e) {
                if (!passes(e) || System.nanoTime() - heard > silence.toNanos()) {
                    throw e;
                }
                if (!told) {
                    System.err.println("The cluster does not answer; waiting for it: " + ClusterIdentity.reason(e));
                }
                told = true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
    }

    /** No answer at all, or one that says later. */
    private static boolean passes(KubernetesClientException e) {
        return e.getCode() <= 0
                || e.getCode() == TOO_MANY_REQUESTS
                || e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
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
