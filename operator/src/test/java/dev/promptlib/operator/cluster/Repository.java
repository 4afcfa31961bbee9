package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of this repository are, whichever of its directories the tests are started in. */
public final class Repository {
    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Repository() {}

    public static Path file(String name) {
        return ROOT.resolve(name);
    }

    /** A directory for what tests leave behind, in the module's build directory. */
    public static Path output(String name) {
        try {
            return Files.createDirectories(ROOT.resolve("operator/target").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root(Path start) {
        for (Path dir = start; dir != null; dir = dir.getParent()) {
            if (Files.isDirectory(dir.resolve("crds"))) {
                return dir;
            }
        }
        throw new IllegalStateException("no directory crds in or above " + start);
    }
}
