package dev.promptlib.app.http;

import com.sun.net.httpserver.Headers;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.MDC;

/** The id that ties a request's log lines together: the caller's when it is harmless to print, else a new one. */
public final class CorrelationId {
    public static final String HEADER = "X-Correlation-Id";
    static final String MDC_KEY = "correlationId";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private CorrelationId() {}

    /** That of the request that this thread answers. */
    public static String current() {
        return MDC.get(MDC_KEY);
    }

    static String of(Headers headers) {
        return Stream.of(HEADER, "X-Request-Id")
                .map(headers::getFirst)
                .filter(value -> value != null && SANE.matcher(value).matches())
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
