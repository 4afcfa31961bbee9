package dev.promptlib.operator.cli.yaml;

/** A text that is no YAML. */
public final class YamlError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    YamlError(Position position, String message) {
        super(message);
        this.position = position;
    }

    public Position position() {
        return position;
    }
}
