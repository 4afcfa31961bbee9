package dev.promptlib.operator.cluster;

import java.time.Duration;

/** What can go wrong with one request. */
@FunctionalInterface
public interface Fault {
    void strike(Exchange exchange);

    /** A request on its way, and what can be done with it. */
    interface Exchange {
        void answer(int status, String reason, int retryAfterSeconds);

        void forward();

        /** It is carried out, its reply is lost, and that is when something else happens. */
        void forwardAndDropReply(Runnable then);

        void drop();

        void after(Duration delay, Runnable then);
    }

    /** The request never arrives: the connection breaks first. */
    static Fault lostRequest() {
        return Exchange::drop;
    }

    /** The request is carried out, and the connection breaks before its answer is back. */
    static Fault lostReply() {
        return exchange -> exchange.forwardAndDropReply(() -> {});
    }

    static Fault slow(Duration delay) {
        return exchange -> exchange.after(delay, exchange::forward);
    }

    static Fault conflict() {
        return exchange -> exchange.answer(409, "Conflict", 0);
    }

    static Fault tooManyRequests(int retryAfterSeconds) {
        return exchange -> exchange.answer(429, "TooManyRequests", retryAfterSeconds);
    }

    static Fault internalError() {
        return exchange -> exchange.answer(500, "InternalError", 0);
    }

    static Fault unavailable() {
        return exchange -> exchange.answer(503, "ServiceUnavailable", 0);
    }
}
