package dev.promptlib.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;

/** JSON as this application's API speaks it: strict when reading, no nulls when writing. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value != null) {
                return value;
            }
            throw HttpError.badRequest("an object is expected");
        } catch (UnrecognizedPropertyException e) {
            throw HttpError.badRequest("unknown field " + e.getPropertyName());
        } catch (JsonProcessingException e) {
            // A value that checks itself says better than Jackson what is wrong with it.
            if (e.getCause() instanceof HttpError itself) {
                throw itself;
            }
            throw HttpError.badRequest("invalid JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
