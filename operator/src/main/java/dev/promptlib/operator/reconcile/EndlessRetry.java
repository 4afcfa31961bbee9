package dev.promptlib.operator.reconcile;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;

/** Tries again for ever, ever less often, at least once in a minute. */
public final class EndlessRetry extends GenericRetry {
    public EndlessRetry() {
        setInitialInterval(500);
        setIntervalMultiplier(1.7);
        setMaxInterval(60_000);
        withoutMaxAttempts();
    }
}
