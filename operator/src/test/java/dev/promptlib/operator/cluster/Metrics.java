package dev.promptlib.operator.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format. */
public final class Metrics {
    private static final Pattern LINE =
            Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{.*})?)\\s+(\\S+)(?:\\s+\\d+)?$", Pattern.MULTILINE);

    private Metrics() {}

    static Map<String, Double> parse(String text) {
        Map<String, Double> series = new TreeMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            series.put(line.group(1), number(line.group(2)));
        }
        return series;
    }

    /** The sum over all labels of one metric; 0 where there is none. */
    public static double sum(Map<String, Double> series, String name) {
        return series.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
