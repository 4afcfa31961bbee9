package dev.promptlib.operator.desired;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The shell and SQL scripts that pods run, as they lie beside the classes. */
final class Script {
    private Script() {}

    static String named(String file) {
        try (InputStream in = Script.class.getResourceAsStream("/dev/promptlib/operator/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
