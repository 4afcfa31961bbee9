package dev.promptlib.operator.cli.yaml;

import dev.promptlib.operator.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a person named, or standard input. */
public record SourceFile(String name, String text) {
    private static final String STANDARD_INPUT = "-";

    public static SourceFile read(Path file) {
        if (file.toString().equals(STANDARD_INPUT)) {
            return new SourceFile("standard input", standardInput());
        }
        try {
            return new SourceFile(file.toString(), Files.readString(file));
        } catch (IOException e) {
            String what = Files.exists(file) ? file + " cannot be read as text" : "there is no file " + file;
            throw Failure.badUsage(what, "name one that exists, or - for standard input");
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.badUsage("standard input cannot be read: " + e.getMessage(), "name a file");
        }
    }
}
