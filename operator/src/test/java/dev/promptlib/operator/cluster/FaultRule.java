package dev.promptlib.operator.cluster;

import java.util.function.Predicate;

/** Which requests a fault strikes: those that match, from the n-th on, so many times. */
public final class FaultRule {
    private final Fault fault;
    private final Predicate<ApiRequest> matching;
    private final int first;
    private final int times;
    private int matched;
    private int struck;

    FaultRule(Fault fault, Predicate<ApiRequest> matching, int first, int times) {
        this.fault = fault;
        this.matching = matching;
        this.first = first;
        this.times = times;
    }

    /** Whether it strikes this request; each is to be shown once. */
    synchronized boolean strikes(ApiRequest request) {
        if (!matching.test(request)) {
            return false;
        }
        matched++;
        boolean strikes = matched >= first && struck < times;
        struck += strikes ? 1 : 0;
        return strikes;
    }

    Fault fault() {
        return fault;
    }

    /** How often it has struck: a test that injects a fault has to see that it came. */
    public synchronized int struck() {
        return struck;
    }
}
