package dev.promptlib.operator.cli.image;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Folders;
import dev.promptlib.operator.cli.Program;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.cluster.Flavor;
import dev.promptlib.operator.cli.cluster.KubeContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Sees to it that the cluster can run our images, and says under which names. */
public final class Images {
    private final Folders folders;
    private final KubeContext context;
    private final Optional<String> registry;
    private final Loaded loaded;
    private final Terminal terminal;

    public Images(
            Folders folders,
            KubeContext context,
            Optional<String> registry,
            KubernetesClient client,
            String namespace,
            Terminal terminal) {
        this.folders = folders;
        this.context = context;
        this.registry = registry;
        this.loaded = new Loaded(client, namespace);
        this.terminal = terminal;
    }

    /** Before anything is done. */
    public static void check(KubeContext context, Optional<String> registry) {
        if (registry.isEmpty() && Flavor.of(context) == Flavor.OTHER) {
            throw Failure.badUsage(
                    "images cannot be put into the cluster " + context.name() + " directly",
                    "say --registry HOST/PREFIX, a registry that this machine can push to and the cluster can pull from");
        }
    }

    /** The name that the cluster knows the image by. */
    public String provide(Recipe recipe) {
        String tagged = recipe.taggedName(Content.of(recipe));
        String name = registry.map(host -> host.replaceAll("/+$", "") + "/" + tagged.substring(tagged.indexOf('/') + 1))
                .orElse(tagged);
        if (loaded.has(recipe, name)) {
            terminal.line("images", name + " is there");
            return name;
        }
        terminal.line("images", "building " + name);
        long start = System.nanoTime();
        if (registry.isPresent()) {
            new Builder(folders).push(recipe, name);
        } else {
            load(recipe, name);
        }
        loaded.remember(recipe, name);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        terminal.line("images", name + (registry.isPresent() ? " is pushed" : " is loaded") + " (" + seconds + " s)");
        return name;
    }

    private void load(Recipe recipe, String name) {
        Path archive = folders.cache().resolve(recipe.shortName() + ".tar");
        try {
            Files.createDirectories(folders.cache());
            new Builder(folders).writeTo(archive, recipe, name, base());
            Program loader = Loader.of(context, folders, archive).orElseThrow();
            Program.Result result = loader.within(Duration.ofMinutes(10)).run();
            if (!result.ok()) {
                throw Failure.of(
                        "the image could not be loaded: `" + String.join(" ", loader.command()) + "`: "
                                + result.lastLine(),
                        "up goes on from here when that is put right; --registry HOST/PREFIX does without it");
            }
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** localkube knows no registry, and has a base of its own instead. */
    private String base() throws IOException {
        if (Flavor.of(context) != Flavor.LOCALKUBE) {
            return Recipe.BASE;
        }
        Path base = folders.cache().resolve("base.tar");
        Path home = Optional.ofNullable(System.getenv("LOCALKUBE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache", "localkube"));
        Path images = home.resolve("images.tar");
        boolean current = Files.exists(base)
                && (!Files.exists(images)
                        || Files.getLastModifiedTime(base).compareTo(Files.getLastModifiedTime(images)) > 0);
        if (!current) {
            Program.of(folders.localkube().toString(), "base", Recipe.BASE, base.toString())
                    .must("run up again");
        }
        return "tar://" + base;
    }
}
