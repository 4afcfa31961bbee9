package dev.promptlib.operator.cli.view;

import java.util.ArrayList;
import java.util.List;

/** A line, and the lines that hang on it. */
public record Branch(String text, List<Branch> below) {
    public static Branch leaf(String text) {
        return new Branch(text, List.of());
    }

    /** A line of columns, each as wide as it is told to be or as its text is. */
    public static String columns(Object... widthsAndTexts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widthsAndTexts.length; i += 2) {
            line.append(String.format("%-" + widthsAndTexts[i] + "s ", widthsAndTexts[i + 1]));
        }
        return line.toString().stripTrailing();
    }

    /** As a tree. */
    public String drawn() {
        List<String> lines = new ArrayList<>();
        lines.add(text);
        draw(lines, "");
        return String.join("\n", lines);
    }

    private void draw(List<String> lines, String before) {
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            lines.add(before + (last ? "└─ " : "├─ ") + below.get(i).text());
            below.get(i).draw(lines, before + (last ? "   " : "│  "));
        }
    }
}
