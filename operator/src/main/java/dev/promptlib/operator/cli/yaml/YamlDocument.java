package dev.promptlib.operator.cli.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One document of a file, and where in the file each part of it is.
 *
 * @param content maps, lists, texts, whole numbers (Integer, Long), other numbers (Double), booleans and nulls
 * @param positions by path, such as spec.components[0].port
 * @param repeated the paths of keys that are given twice
 */
public record YamlDocument(Map<String, Object> content, Map<String, Position> positions, List<String> repeated) {

    /** Where a path is; for one that is not there, where the nearest thing above it is. */
    public Position position(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Position found = positions.get(at);
            if (found != null) {
                return found;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return positions.getOrDefault("", Position.START);
    }

    public Optional<String> text(String... path) {
        Object value = content;
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public boolean isA(String kind) {
        return text("kind").filter(kind::equals).isPresent();
    }
}
