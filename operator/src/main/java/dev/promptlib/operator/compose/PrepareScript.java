package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.compose.StackPart.OwnedVolume;
import dev.promptlib.operator.compose.StackPart.PreparedFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the preparation does, as calls of the functions in prepare.sh. */
final class PrepareScript {
    private static final int LONG = 200;
    static final String FUNCTIONS = ShellScript.named("prepare.sh");

    private final StringBuilder calls = new StringBuilder();

    /** Where a text was written first: services and backups read the same files, which may be large. */
    private final Map<Secrets.Source, String> written;

    PrepareScript() {
        this(new HashMap<>());
    }

    private PrepareScript(Map<Secrets.Source, String> written) {
        this.written = written;
    }

    /** Another that runs after this one. */
    PrepareScript next() {
        return new PrepareScript(written);
    }

    String text() {
        return calls.toString();
    }

    boolean isEmpty() {
        return calls.isEmpty();
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
        String first = isLong(file.source()) ? written.putIfAbsent(file.source(), target) : null;
        if (first != null) {
            line("again", target, first);
        } else if (file.source() instanceof Secrets.Given given) {
            line("copy", target, given.key().path());
        } else if (file.source() instanceof Secrets.Made made) {
            line("put", target, word(made.template()));
        } else {
            line("put", target, quoted(((Secrets.Open) file.source()).text()));
        }
    }

    private static boolean isLong(Secrets.Source source) {
        return source instanceof Secrets.Open open && open.text().length() > LONG;
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
}
