package dev.promptlib.operator.compose;

/** The configuration files do not fit into a compose file, as the service that writes them has them in its command. */
public final class FilesTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FilesTooLarge() {
        super("the configuration files are together larger than the 120 KiB that a compose file can carry");
    }
}
