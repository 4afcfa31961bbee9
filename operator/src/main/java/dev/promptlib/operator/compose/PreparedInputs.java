package dev.promptlib.operator.compose;

import dev.promptlib.operator.compose.StackPart.PreparedFile;
import dev.promptlib.operator.desired.Checksum;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A label that says what a service reads: compose starts a service again whose labels change. */
final class PreparedInputs {
    private static final String LABEL = "dev.promptlib.inputs";

    private PreparedInputs() {}

    static Map<String, String> of(List<PreparedFile> files) {
        Map<String, String> texts = new TreeMap<>();
        files.stream()
                .filter(file -> !file.live())
                .forEach(file -> texts.put(file.volume() + "/" + file.name(), text(file.source())));
        return texts.isEmpty() ? Map.of() : Map.of(LABEL, Checksum.of(texts));
    }

    /** Secrets by their names: a digest of a value would tell something about it. */
    private static String text(Secrets.Source source) {
        if (source instanceof Secrets.Open open) {
            return open.text();
        }
        return source instanceof Secrets.Made made
                ? made.template().join(text -> text, SecretKey::path, SecretKey::path)
                : ((Secrets.Given) source).key().path();
    }
}
