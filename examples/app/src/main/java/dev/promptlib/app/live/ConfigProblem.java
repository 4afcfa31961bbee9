package dev.promptlib.app.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.stream.Collectors;

/** What is wrong with a configuration file, and where, in one line for whoever wrote it. */
final class ConfigProblem {
    private ConfigProblem() {}

    static String describe(IOException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "unknown key " + unknown.getPropertyName() + ", known are " + known;
        }
        // A value that checks itself; the position would be the end of the file, which helps nobody.
        if (e instanceof ValueInstantiationException invalid && invalid.getCause() != null) {
            return invalid.getCause().getMessage();
        }
        if (!(e instanceof JsonProcessingException syntax)) {
            return "cannot be read (" + e.getClass().getSimpleName() + ")";
        }
        String where = syntax.getLocation() == null
                ? ""
                : "line " + syntax.getLocation().getLineNr() + ": ";
        if (e instanceof MismatchedInputException mismatch) {
            return where + wanted(mismatch);
        }
        // The parser quotes the text in indented lines; only the others say something.
        return where
                + syntax.getOriginalMessage()
                        .lines()
                        .filter(line -> !line.startsWith(" "))
                        .collect(Collectors.joining(", "));
    }

    private static String wanted(MismatchedInputException mismatch) {
        if (mismatch.getPath().isEmpty()) {
            return "keys with values are expected, as in title: Our prompts";
        }
        String type = mismatch.getTargetType() == null
                ? "other"
                : mismatch.getTargetType().getSimpleName();
        String wanted =
                switch (type) {
                    case "Integer" -> "a whole number";
                    case "Boolean" -> "true or false";
                    default -> "a text";
                };
        return mismatch.getPath().get(0).getFieldName() + " must be " + wanted;
    }
}
