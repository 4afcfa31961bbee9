package dev.promptlib.operator.systems;

import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.cli.compose.ComposeSource;
import dev.promptlib.operator.cli.render.Rendering;
import dev.promptlib.operator.cli.validate.CheckedFile;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.compose.Compose;
import dev.promptlib.operator.compose.Composed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the examples: a YAML, or a folder for kustomize, below examples/. */
public record Example(String path) {
    /** What the documents describe, by the names that the tests use. */
    private static final Map<String, String> FILES = Map.of(
            "guidelines", "guidelines.yaml",
            "promptlib", "promptlib.yaml",
            "interface", "promptlib-interface.yaml",
            "cartrita", "cartrita.yaml",
            "nextjs", "nextjs/base",
            "memoai", "memo-ai-coach/base");

    /** By such a name, or by the folder of an environment, as in nextjs/dev. */
    public static Example of(String system) {
        return new Example("systems/" + FILES.getOrDefault(system, system));
    }

    private Path location() {
        return Repository.file("examples").resolve(path);
    }

    public String yaml() throws IOException {
        return Files.isDirectory(location()) ? Kustomized.yaml(location()) : Files.readString(location());
    }

    /** The file as the command line gets it. */
    private Path file() throws IOException {
        Path file = Repository.output("examples").resolve(path.replaceAll("[^a-z0-9]+", "-") + ".yaml");
        return Files.writeString(file, yaml());
    }

    Rendered rendered() throws IOException {
        CheckedFile checked = CheckedFile.read(file());
        return new Rendered(
                checked.name(), checked.spec(), Rendering.of(checked, "here").objects());
    }

    Composed composed() throws IOException {
        return composed(Optional.empty(), false);
    }

    Composed composed(Optional<Profile> profile, boolean hardened) throws IOException {
        // Made by hand where it is wanted, as the file says.
        Map<String, Map<String, String>> given = Map.of("tunnel", Map.of("TUNNEL_TOKEN", "t"));
        return Compose.of(ComposeSource.read(file(), profile, given), hardened, List.of());
    }

    @Override
    public String toString() {
        return path;
    }
}
