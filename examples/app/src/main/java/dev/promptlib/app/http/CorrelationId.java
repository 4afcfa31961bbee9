package dev.promptlib.app.http;

import com.sun.net.httpserver.Headers;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The id that ties a request's log lines together: the caller's when it is harmless to print, else a new one. */
final class CorrelationId {
    static final String HEADER = "X-Correlation-Id";
    static final String MDC_KEY = "correlationId";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private CorrelationId() {}

    static String of(Headers headers) {
        return Stream.of(HEADER, "X-Request-Id")
                .map(headers::getFirst)
                .filter(value -> value != null && SANE.matcher(value).matches())
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
