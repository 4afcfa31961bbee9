package dev.promptlib.operator.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a configuration file can be read at all: what cannot must not reach a pod. */
final class ConfigSyntax {
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Pattern PLACE = Pattern.compile("\\bline (\\d+), column");

    private ConfigSyntax() {}

    /** What is wrong with a file, with its line, or nothing; only YAML, JSON and properties are looked into. */
    static Optional<String> fault(String name, String content) {
        return switch (name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "") {
            case "yaml", "yml" -> parse("YAML", YAML, content);
            case "json" -> parse("JSON", JSON, content);
            case "properties" -> properties(content);
            default -> Optional.empty();
        };
    }

    private static Optional<String> parse(String language, JsonFactory factory, String content) {
        try (JsonParser parser = factory.createParser(content)) {
            int depth = 0;
            int roots = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 0 && !token.isStructStart()) {
                    roots++;
                }
                if (roots > 1 && factory == JSON) {
                    return Optional.of(said(language, parser.currentLocation().getLineNr(), "a second value follows"));
                }
            }
            return roots == 0 && factory == JSON
                    ? Optional.of(said(language, 1, "there is no value"))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(said(language, line(e), essence(e.getOriginalMessage())));
        } catch (IOException e) {
            return Optional.of(said(language, 1, e.getMessage()));
        }
    }

    private static Optional<String> properties(String content) {
        String[] lines = content.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                new Properties().load(new StringReader(lines[i]));
            } catch (IOException | IllegalArgumentException e) {
                return Optional.of(said("a properties file", i + 1, e.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** A YAML parser's own words know the line better than what wraps them: the last one is that of the problem. */
    private static int line(JsonProcessingException e) {
        return PLACE.matcher(e.getOriginalMessage())
                .results()
                .map(place -> Integer.parseInt(place.group(1)))
                .reduce((first, later) -> later)
                .orElseGet(() -> e.getLocation() == null
                        ? 1
                        : Math.max(1, e.getLocation().getLineNr()));
    }

    /** The parser's words without the places and excerpts that it puts between them. */
    private static String essence(String text) {
        return text.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
    }

    private static String said(String language, int line, String what) {
        return "line " + line + ": this is not " + language + " (" + what
                + "): correct it, or give the file another ending if it is something else";
    }
}
