package dev.promptlib.operator.cli.bundle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes secret values out of texts, in whichever form they are there. */
final class Redaction {
    static final String REMOVED = "<removed>";
    /** A short value may be a part of many words. */
    private static final int UNMISTAKABLE = 8;

    private static final int SHORTEST = 3;
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("(\\b[a-z][a-z0-9+.-]*://[^\\s:/@\"']*):[^\\s@/\"']+@");

    private final List<Pattern> patterns;

    Redaction(Collection<String> values) {
        this.patterns = values.stream()
                .flatMap(Redaction::forms)
                .distinct()
                .filter(form -> form.length() >= SHORTEST)
                // A value that holds another goes first, or its rest would stay.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Redaction::pattern)
                .toList();
    }

    String of(String text) {
        String clean = PASSWORD_IN_URL.matcher(text).replaceAll("$1:" + REMOVED + "@");
        for (Pattern pattern : patterns) {
            clean = pattern.matcher(clean).replaceAll(REMOVED);
        }
        return clean;
    }

    private static Stream<String> forms(String value) {
        String stripped = value.strip();
        Stream<String> lines = stripped.lines().filter(line -> line.strip().length() >= 2 * UNMISTAKABLE);
        return Stream.concat(Stream.of(value, stripped), lines)
                .flatMap(form -> Stream.of(
                        form,
                        URLEncoder.encode(form, StandardCharsets.UTF_8),
                        URLEncoder.encode(form, StandardCharsets.UTF_8).replace("+", "%20"),
                        form.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"),
                        base64(form),
                        base64(form + "\n"),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(form.getBytes(StandardCharsets.UTF_8))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Pattern pattern(String form) {
        String literal = Pattern.quote(form);
        return Pattern.compile(
                form.length() >= UNMISTAKABLE ? literal : "(?<![A-Za-z0-9_])" + literal + "(?![A-Za-z0-9_])");
    }
}
