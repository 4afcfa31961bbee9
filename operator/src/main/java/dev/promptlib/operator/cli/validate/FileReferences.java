package dev.promptlib.operator.cli.validate;

import dev.promptlib.operator.cli.yaml.YamlDocument;
import dev.promptlib.operator.input.References;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The Secrets and ConfigMaps that are in the same file as the resource that refers to them. */
public final class FileReferences {
    private FileReferences() {}

    public static References of(List<YamlDocument> documents) {
        Map<String, Map<String, String>> secrets = new TreeMap<>();
        Map<String, Map<String, String>> configMaps = new TreeMap<>();
        for (YamlDocument document : documents) {
            String name = document.text("metadata", "name").orElse("");
            if (document.isA("Secret")) {
                Map<String, String> values = texts(document, "data", FileReferences::decoded);
                values.putAll(texts(document, "stringData", text -> text));
                secrets.put(name, values);
            } else if (document.isA("ConfigMap")) {
                configMaps.put(name, texts(document, "data", text -> text));
            }
        }
        return new References(secrets, configMaps);
    }

    private static Map<String, String> texts(YamlDocument document, String field, UnaryOperator<String> reading) {
        Map<String, String> texts = new TreeMap<>();
        if (document.content().get(field) instanceof Map<?, ?> data) {
            data.forEach((key, value) -> texts.put(String.valueOf(key), reading.apply(String.valueOf(value))));
        }
        return texts;
    }

    /** Something that is no Base64 is for the API server to refuse. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
