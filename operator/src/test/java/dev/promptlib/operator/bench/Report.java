package dev.promptlib.operator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that is printed at the end: each figure beside its bound of the same run and what was wanted. */
final class Report {
    private static final String LINE = "%-58s %12s %12s %8s  %s%n";

    private record Row(String what, String measured, String bound, String ratio, String wanted) {}

    private final List<Row> rows = new ArrayList<>();

    /** A figure for itself, with its own limit. */
    void add(String what, double measured, String unit, double limit) {
        rows.add(new Row(
                what + ", " + unit,
                Figures.text(measured),
                "",
                "",
                limit == Double.MAX_VALUE ? "" : verdict(measured <= limit) + Figures.text(limit)));
    }

    /** A figure to look at. */
    void add(String what, double measured, String unit) {
        add(what, measured, unit, Double.MAX_VALUE);
    }

    /** A figure beside what bounds it, at most so many times as much. */
    void add(String what, double measured, double bound, String unit, double times) {
        rows.add(new Row(
                what + ", " + unit,
                Figures.text(measured),
                Figures.text(bound),
                String.format(Locale.ROOT, "%.2f", measured / bound),
                times == Double.MAX_VALUE ? "" : verdict(measured <= bound * times) + Figures.text(times) + " times"));
    }

    private static String verdict(boolean met) {
        return (met ? "met" : "MISSED") + ": at most ";
    }

    void print() {
        System.out.printf(LINE, "figure", "operator", "bound", "ratio", "wanted");
        rows.forEach(
                row -> System.out.printf(LINE, row.what(), row.measured(), row.bound(), row.ratio(), row.wanted()));
    }
}
