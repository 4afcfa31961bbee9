package dev.promptlib.operator.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are.
 *
 * @param checkout the project, as the launcher knows it
 * @param config our own kubeconfigs
 * @param state what was started
 * @param cache what can be made again
 */
public record Folders(Path checkout, Path config, Path state, Path cache) {
    public static Folders ofThisProcess() {
        return of(System.getProperty("promptlib.home", "."), System.getProperty("user.home"), System.getenv());
    }

    static Folders of(String checkout, String home, Map<String, String> environment) {
        return new Folders(
                Path.of(checkout).toAbsolutePath().normalize(),
                base(environment.get("XDG_CONFIG_HOME"), home, ".config"),
                base(environment.get("XDG_STATE_HOME"), home, ".local/state"),
                base(environment.get("XDG_CACHE_HOME"), home, ".cache"));
    }

    public Path localkube() {
        return checkout.resolve("localkube/localkube");
    }

    public Path installManifest() {
        return checkout.resolve("helm/install.yaml");
    }

    private static Path base(String configured, String home, String otherwise) {
        Path base = configured == null || configured.isBlank() ? Path.of(home, otherwise) : Path.of(configured);
        return base.resolve("promptlib");
    }
}
