package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.cluster.KubeContext;
import dev.promptlib.operator.cli.follow.Diagnosis;
import dev.promptlib.operator.cli.follow.Follow;
import dev.promptlib.operator.cli.image.Images;
import dev.promptlib.operator.cli.image.Recipe;
import dev.promptlib.operator.cli.install.Library;
import dev.promptlib.operator.cli.install.Manifests;
import dev.promptlib.operator.cli.install.Objects;
import dev.promptlib.operator.cli.install.OperatorInstall;
import dev.promptlib.operator.cli.install.OwnNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From nothing to a running application. Each step does nothing when it is done already, so it can be run again. */
@Command(
        name = "up",
        description = "Finds or starts a cluster, installs the operator, and runs a PromptLibrary in it.",
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions options;

    @Option(
            names = "--registry",
            paramLabel = "HOST/PREFIX",
            description = "Push our images there, for clusters that cannot be given them directly.")
    String registry;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "How long to wait for the application. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Workplace place = options.workplace(spec);
        KubeContext context = place.clusters().up(options.wish());
        Images.check(context, Optional.ofNullable(registry));
        try (KubernetesClient client = context.client()) {
            place.clusters().startedHere(context, ClusterIdentity.of(client));
            new OwnNamespace(client, place.library().namespace()).make();
            Images images = new Images(
                    place.folders(),
                    context,
                    Optional.ofNullable(registry),
                    client,
                    place.library().namespace(),
                    place.terminal());
            installOperator(place.folders(), client, images, place.terminal());
            applyLibrary(place.folders(), client, place.library(), images);
            Follow.End end = new Follow(client, place.library(), place.terminal()).until(timeout);
            if (end != Follow.End.READY) {
                throw explained(client, place.library(), place.terminal(), end);
            }
            new Welcome(context, client, place.library(), options.file(place.folders()), place.terminal()).show();
        }
        return 0;
    }

    private void installOperator(Folders folders, KubernetesClient client, Images images, Terminal terminal)
            throws IOException {
        OperatorInstall operator = new OperatorInstall(client, terminal);
        Optional<String> foreign = operator.foreign();
        if (foreign.isPresent()) {
            terminal.line("operator", "there is one in the namespace " + foreign.get() + "; it is used as it is");
            return;
        }
        Recipe recipe = Recipe.operator(folders);
        String manifest = Files.readString(folders.installManifest());
        try {
            operator.install(Manifests.withImages(manifest, Map.of(recipe.name(), images.provide(recipe))), timeout);
        } catch (Failure e) {
            new Diagnosis(client, OperatorInstall.NAMESPACE, terminal).show();
            throw e;
        }
    }

    private static void applyLibrary(Folders folders, KubernetesClient client, Library library, Images images) {
        Recipe app = Recipe.app(folders);
        Map<String, String> names =
                Manifests.uses(library.yaml(), app.name()) ? Map.of(app.name(), images.provide(app)) : Map.of();
        library.apply(new Objects(client), Manifests.withImages(library.yaml(), names));
    }

    private Failure explained(KubernetesClient client, Library library, Terminal terminal, Follow.End end) {
        new Diagnosis(client, library.namespace(), terminal).show();
        String resource = "the PromptLibrary " + library.namespace() + "/" + library.name();
        return end == Follow.End.STALLED
                ? Failure.of(
                        resource + " cannot be carried out as it stands; the last line above says why",
                        "correct " + options.file(Folders.ofThisProcess()) + " and run up again")
                : Failure.of(
                        resource + " is not ready after " + timeout.toSeconds() + " s",
                        "it goes on in the cluster: run up again to go on watching, with --timeout 30m for longer");
    }
}
