package dev.promptlib.app.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A request together with the parameters its route took from the path. */
public record Request(HttpExchange exchange, Map<String, String> path) {
    private static final long MAX_JSON = 1024 * 1024;

    /** The path parameter as an id. What is no id cannot name anything, so it is not found rather than invalid. */
    public long id() {
        String text = path.get("id");
        if (!text.matches("[0-9]{1,18}")) {
            throw HttpError.notFound("there is no prompt " + text);
        }
        return Long.parseLong(text);
    }

    public Optional<String> query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                return Optional.of(value).filter(text -> !text.isBlank());
            }
        }
        return Optional.empty();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    public <T> T json(Class<T> type) throws IOException {
        return Json.read(body(MAX_JSON).readAllBytes(), type);
    }

    /** The body as a stream that fails with 413 once more than the limit has been sent, whatever was announced. */
    public InputStream body(long limit) {
        long announced = header("Content-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        if (announced > limit) {
            throw HttpError.tooLarge(limit);
        }
        return new FilterInputStream(exchange.getRequestBody()) {
            private long left = limit;

            @Override
            public int read() throws IOException {
                int read = super.read();
                return read < 0 ? read : counted(1, read);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                return counted(Math.max(read, 0), read);
            }

            private int counted(int bytes, int result) {
                left -= bytes;
                if (left < 0) {
                    throw HttpError.tooLarge(limit);
                }
                return result;
            }
        };
    }
}
