package dev.promptlib.operator.e2e;

import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A page of docs/: what it shows of one language, in its order. */
record Page(String name) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$|`([^`]+)`");
    private static final Pattern COMMAND = Pattern.compile("(\\w+=\\S+ )?(\\./)?(docker|kubectl|promptlib) .*");

    /** A block of text in a language: bash, yaml. */
    record Block(String language, String text) {
        /** What a person types; a line that ends with \ goes on in the next. */
        List<String> commands() {
            return text.replace("\\\n", " ")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }

        /** Not only a part of one, to show a field or two. */
        boolean isWholeObject() {
            return language.equals("yaml") && text.startsWith("apiVersion:");
        }
    }

    List<Block> blocks() throws IOException {
        return blocksOf(text());
    }

    /** Those below a heading, up to the next one. */
    List<Block> section(String heading) throws IOException {
        return Arrays.stream(text().split("(?m)^## "))
                .filter(section -> section.startsWith(heading + "\n"))
                .map(Page::blocksOf)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no heading " + heading + " in " + name));
    }

    private String text() throws IOException {
        return Files.readString(Repository.file("docs/" + name + ".md"));
    }

    private static List<Block> blocksOf(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    /** Every line of its blocks, and of the commands in its sentences and tables those that were not there before. */
    List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        CODE.matcher(text()).results().forEach(found -> {
            if (found.group(3) == null) {
                commands.addAll(new Block(found.group(1), found.group(2)).commands());
            } else {
                String code = found.group(3).replace('\n', ' ');
                if (COMMAND.matcher(code).matches() && !commands.contains(code)) {
                    commands.add(code);
                }
            }
        });
        return commands;
    }
}
