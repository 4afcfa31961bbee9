package dev.promptlib.operator.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where localkube keeps its kubectl; on a cluster of another kind people have their own on the PATH. */
public final class Kubectl {
    private Kubectl() {}

    /** The one that comes with localkube, else the machine's own. */
    public static String program() {
        Path built = folder().resolve("kubectl");
        return Files.isExecutable(built) ? built.toString() : "kubectl";
    }

    static Path folder() {
        String home = System.getenv("LOCALKUBE_HOME");
        Path localkube = home == null ? Path.of(System.getProperty("user.home"), ".cache/localkube") : Path.of(home);
        return localkube.resolve("bin");
    }
}
