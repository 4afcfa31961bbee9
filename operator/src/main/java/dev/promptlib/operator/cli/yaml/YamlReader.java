package dev.promptlib.operator.cli.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML, and remembers where everything was. */
public final class YamlReader {
    private static final int DEEPEST = 64;

    private final Map<String, Position> positions = new HashMap<>();
    private final List<String> repeated = new ArrayList<>();

    private final String text;

    private YamlReader(String text) {
        this.text = text;
    }

    /** The documents of a text; those that are empty are left out. */
    public static List<YamlDocument> read(String text) throws YamlError {
        List<YamlDocument> documents = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        options.setCodePointLimit(32 * 1024 * 1024);
        try {
            for (Node root : new Yaml(options).composeAll(new StringReader(text))) {
                document(text, root).ifPresent(documents::add);
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new YamlError(mark == null ? Position.START : position(mark), e.getProblem());
        } catch (YAMLException e) {
            throw new YamlError(Position.START, e.getMessage());
        }
        return documents;
    }

    private static Optional<YamlDocument> document(String text, Node root) throws YamlError {
        if (root instanceof ScalarNode scalar && scalar.getValue().isEmpty()) {
            return Optional.empty();
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new YamlError(position(root.getStartMark()), "an object of Kubernetes is a map of names to values");
        }
        YamlReader reader = new YamlReader(text);
        Map<String, Object> content = reader.map("", mapping, 0);
        return Optional.of(new YamlDocument(content, reader.positions, reader.repeated));
    }

    private Object value(String path, Node node, int depth) throws YamlError {
        positions.put(path, position(node.getStartMark()));
        if (depth > DEEPEST) {
            throw new YamlError(position(node.getStartMark()), "this is nested too deeply, or in itself");
        }
        if (node instanceof MappingNode mapping) {
            return map(path, mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(value(path + "[" + items.size() + "]", item, depth + 1));
            }
            return items;
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean isWord = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN && !hasTag(scalar);
        return isWord ? Scalars.of(scalar.getValue()) : scalar.getValue();
    }

    /** As in `!!str 5`. */
    private boolean hasTag(ScalarNode scalar) {
        return text.startsWith(
                "!", text.offsetByCodePoints(0, scalar.getStartMark().getIndex()));
    }

    private Map<String, Object> map(String path, MappingNode mapping, int depth) throws YamlError {
        positions.putIfAbsent(path, position(mapping.getStartMark()));
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (Tag.MERGE.equals(entry.getKeyNode().getTag())) {
                merge(path, entry.getValueNode(), merged, depth);
                continue;
            }
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlError(position(entry.getKeyNode().getStartMark()), "a key has to be a text");
            }
            String at = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            boolean again = map.containsKey(key.getValue());
            map.put(key.getValue(), value(at, entry.getValueNode(), depth + 1));
            if (again) {
                repeated.add(at);
                positions.put(at, position(key.getStartMark()));
            }
        }
        merged.forEach(map::putIfAbsent);
        return map;
    }

    private void merge(String path, Node source, Map<String, Object> into, int depth) throws YamlError {
        List<Node> sources = source instanceof SequenceNode sequence ? sequence.getValue() : List.of(source);
        for (Node each : sources) {
            if (!(each instanceof MappingNode mapping)) {
                throw new YamlError(position(each.getStartMark()), "<< takes a map");
            }
            map(path, mapping, depth + 1).forEach(into::putIfAbsent);
        }
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
