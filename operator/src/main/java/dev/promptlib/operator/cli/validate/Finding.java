package dev.promptlib.operator.cli.validate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.promptlib.operator.cli.yaml.Position;
import java.util.Comparator;

/** Something that is said of a place in a file. */
@JsonPropertyOrder({"file", "line", "column", "severity", "path", "message"})
public record Finding(String file, int line, int column, Severity severity, String path, String message) {
    /** Whether it has to be put right. */
    public enum Severity {
        /** The API server or the operator would refuse it. */
        error,
        /** Cannot be known without the cluster. */
        note
    }

    static final Comparator<Finding> ORDER = Comparator.comparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::message);

    static Finding error(String file, Position position, String path, String message) {
        return new Finding(file, position.line(), position.column(), Severity.error, path, message);
    }

    static Finding note(String file, Position position, String path, String message) {
        return new Finding(file, position.line(), position.column(), Severity.note, path, message);
    }

    public boolean isError() {
        return severity == Severity.error;
    }

    /** As compilers say it, so that editors find the place. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (isError() ? "" : "note: ")
                + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
