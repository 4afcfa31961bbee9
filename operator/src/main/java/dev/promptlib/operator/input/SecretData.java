package dev.promptlib.operator.input;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The values of a Secret as text, and in Base64 as the API has them. */
public final class SecretData {
    private SecretData() {}

    /** Nothing, where there is none. */
    public static Map<String, String> decoded(Map<String, String> data) {
        Map<String, String> values = new TreeMap<>();
        if (data != null) {
            data.forEach((key, value) ->
                    values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return values;
    }

    public static Map<String, String> encoded(Map<String, String> values) {
        Map<String, String> data = new TreeMap<>();
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return data;
    }
}
