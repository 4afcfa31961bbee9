package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.compose.StackPart.OwnedVolume;
import dev.promptlib.operator.compose.StackPart.PreparedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the preparation does, as calls of the functions in prepare.sh. */
final class PrepareScript {
    static final String FUNCTIONS = functions();

    private final StringBuilder calls = new StringBuilder();

    String text() {
        return calls.toString();
    }

    void lendTools() {
        line("lend_tools");
    }

    void guard(String volume, SecretKey key) {
        line("guard", volume, key.path());
    }

    void secret(SecretKey key, GeneratedSecret shape, boolean fromEnvironment) {
        String[] call = {
            "secret", key.path(), shape.length().toString(), shape.encoding().name()
        };
        line(String.join(" ", call) + (fromEnvironment ? " \"$" + key.variable() + "\"" : ""));
    }

    void fill(String volume, List<PreparedFile> files) {
        files.forEach(this::write);
        line("only", volume, files.stream().map(PreparedFile::name).collect(Collectors.joining(" ")));
    }

    private void write(PreparedFile file) {
        String target = file.volume() + "/" + file.name();
        if (file.source() instanceof Secrets.Given given) {
            line("copy", target, given.key().path());
        } else if (file.source() instanceof Secrets.Made made) {
            line("put", target, word(made.template()));
        } else {
            line("put", target, quoted(((Secrets.Open) file.source()).text()));
        }
    }

    void own(OwnedVolume owned) {
        line("own", owned.volume(), owned.user());
    }

    private void line(String... words) {
        calls.append(String.join(" ", words)).append('\n');
    }

    private static String word(Template template) {
        return template.join(
                PrepareScript::quoted,
                key -> "\"$(value " + key.path() + ")\"",
                key -> "\"$(digest " + key.path() + ")\"");
    }

    /** For a shell to take as it stands. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String functions() {
        try (InputStream in = PrepareScript.class.getResourceAsStream("prepare.sh")) {
            return new String(Objects.requireNonNull(in, "prepare.sh").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
