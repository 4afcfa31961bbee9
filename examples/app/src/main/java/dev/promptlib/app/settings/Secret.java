package dev.promptlib.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A value that may be rotated while the application runs: given directly, or by a file that is read again on demand. */
public final class Secret {
    private final String source;
    private final Path file;
    private final String text;

    private Secret(String source, Path file, String text) {
        this.source = source;
        this.file = file;
        this.text = text;
    }

    public static Secret ofText(String source, String text) {
        return new Secret(source, null, Objects.requireNonNull(text));
    }

    public static Secret ofFile(String source, Path file) {
        return new Secret(source + " (" + file + ")", file, null);
    }

    /** Where the value comes from, for messages. */
    public String source() {
        return source;
    }

    /** The value as it is now; a file is read at every call. */
    public String read() {
        if (file == null) {
            return text;
        }
        String value;
        try {
            value = Files.readString(file).replaceFirst("[\\r\\n]+$", "");
        } catch (IOException e) {
            throw new SettingException(
                    source,
                    "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "mount the file and let user " + System.getProperty("user.name") + " read it");
        }
        if (value.isEmpty()) {
            throw new SettingException(source, "the file is empty", "write the value into it");
        }
        return value;
    }

    @Override
    public String toString() {
        return source;
    }
}
