package dev.promptlib.app.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a handler answers. The body is written by a function so that files are streamed, never held in memory. */
public record Response(int status, String contentType, long length, Body body, Map<String, String> headers) {

    /** Writes the whole body. */
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Response of(int status, String contentType, byte[] content) {
        return new Response(status, contentType, content.length, out -> out.write(content), Map.of());
    }

    public static Response json(int status, Object value) {
        return of(status, "application/json", value instanceof byte[] written ? written : Json.write(value));
    }

    public static Response text(String contentType, String text) {
        return of(200, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response file(Path file) throws IOException {
        return new Response(200, "application/octet-stream", Files.size(file), out -> Files.copy(file, out), Map.of());
    }

    public static Response empty() {
        return of(204, "text/plain", new byte[0]);
    }

    public Response with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Response(status, contentType, length, body, Map.copyOf(all));
    }
}
