package dev.promptlib.operator.cli.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a plain word of YAML means to kubectl, which reads YAML 1.1 as Go does: `on` is true, and so is `y`. */
final class Scalars {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0x([0-9a-fA-F]+)|0b([01]+)|0o?([0-7]+)|([1-9][0-9]*|0))");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private Scalars() {}

    static Object of(String word) {
        if (NULL.contains(word)) {
            return null;
        }
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        Matcher whole = WHOLE.matcher(word.replace("_", ""));
        if (whole.matches()) {
            return whole(whole);
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(word).matches()) {
            double number = Double.parseDouble(word);
            // JSON, which the API server is sent, does not tell 1000 from 1e3.
            boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return isWhole ? whole(BigInteger.valueOf((long) number)) : (Object) number;
        }
        return lower.equals(".nan") ? (Object) Double.NaN : word;
    }

    private static Object whole(Matcher parts) {
        BigInteger value;
        if (parts.group(2) != null) {
            value = new BigInteger(parts.group(2), 16);
        } else if (parts.group(3) != null) {
            value = new BigInteger(parts.group(3), 2);
        } else if (parts.group(4) != null) {
            value = new BigInteger(parts.group(4), 8);
        } else {
            value = new BigInteger(parts.group(5));
        }
        return whole(parts.group(1).equals("-") ? value.negate() : value);
    }

    /** The smallest type that holds it, as Jackson does. */
    private static Object whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : (Object) value.doubleValue();
    }
}
