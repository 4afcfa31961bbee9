package dev.promptlib.app.http;

import java.util.Map;

/** A request that ends in an error the client should read as {@code {error, detail}}. */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final transient Map<String, String> headers;

    public HttpError(int status, String error, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.error = error;
        this.headers = headers;
    }

    public static HttpError badRequest(String detail) {
        return new HttpError(400, "bad_request", detail, Map.of());
    }

    public static HttpError notFound(String detail) {
        return new HttpError(404, "not_found", detail, Map.of());
    }

    public static HttpError tooLarge(long limit) {
        return new HttpError(413, "too_large", "at most " + limit + " bytes are accepted", Map.of());
    }

    public static HttpError unavailable(String detail) {
        return new HttpError(503, "unavailable", detail, Map.of("Retry-After", "1"));
    }

    public Response response() {
        return Response.json(status, Map.of("error", error, "detail", getMessage()))
                .with(headers);
    }
}
