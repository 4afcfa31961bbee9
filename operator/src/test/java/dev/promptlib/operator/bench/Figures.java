package dev.promptlib.operator.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Many measurements of one thing. */
record Figures(double... values) {
    static Figures of(List<Double> values) {
        return new Figures(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    double median() {
        return percentile(50);
    }

    double percentile(int percent) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    static String text(double value) {
        return String.format(Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.2f" : "%.0f", value);
    }
}
