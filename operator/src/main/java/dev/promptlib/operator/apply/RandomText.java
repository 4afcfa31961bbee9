package dev.promptlib.operator.apply;

import dev.promptlib.operator.api.GeneratedSecret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Random values for secrets. */
public final class RandomText {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private final SecureRandom random = new SecureRandom();

    public String text(int length, GeneratedSecret.Encoding encoding) {
        if (encoding == GeneratedSecret.Encoding.Alphanumeric) {
            return random.ints(length, 0, ALPHANUMERIC.length())
                    .mapToObj(i -> String.valueOf(ALPHANUMERIC.charAt(i)))
                    .collect(Collectors.joining());
        }
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return switch (encoding) {
            case Base64 -> Base64.getEncoder().encodeToString(bytes);
            case Base64Url -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case Hex -> HexFormat.of().formatHex(bytes);
            case Alphanumeric -> throw new IllegalStateException("done above");
        };
    }
}
