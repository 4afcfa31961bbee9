package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.cluster.Flavor;
import dev.promptlib.operator.cli.cluster.KubeContext;
import dev.promptlib.operator.cli.follow.Doorbell;
import dev.promptlib.operator.cli.follow.Inventory;
import dev.promptlib.operator.cli.follow.NextSteps;
import dev.promptlib.operator.cli.follow.Tree;
import dev.promptlib.operator.cli.install.Library;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The end of `up`: what exists, where it answers, what to do next. */
record Welcome(KubeContext context, KubernetesClient client, Library library, Path file, Terminal terminal) {
    private static final Duration INGRESS = Duration.ofSeconds(60);

    void show() {
        Inventory inventory = Inventory.of(client, library);
        NextSteps next = new NextSteps(
                context.kubectl(),
                library.namespace(),
                library.name(),
                shortened(file).toString());
        Optional<String> url = open(inventory);
        terminal.text("");
        terminal.text(Tree.of(inventory));
        terminal.text("");
        terminal.text(url.map(found -> terminal.good("It answers at " + found)).orElseGet(() -> forward(next)));
        terminal.text("");
        terminal.text(next.text(inventory.secrets()));
    }

    private Optional<String> open(Inventory inventory) {
        boolean on8080 = Flavor.of(context).ingressOn8080();
        Duration patience = on8080 ? INGRESS : Duration.ofSeconds(5);
        return inventory.entrances().stream()
                .flatMap(entrance -> new Doorbell().ring(Doorbell.doors(entrance, on8080), patience).stream())
                .map(Doorbell.Door::url)
                .findFirst();
    }

    private String forward(NextSteps next) {
        PromptLibrary resource = library.in(client);
        return resource.getSpec().components().stream()
                .filter(component -> component.port() != null)
                .findFirst()
                .map(component -> "From here it is reached by\n  "
                        + next.portForward(library.name() + "-" + component.name(), component.port())
                        + "\n  and then at http://127.0.0.1:" + component.port() + "/")
                .orElse("It has no port to answer on.");
    }

    private static Path shortened(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.toAbsolutePath().startsWith(here) ? here.relativize(file.toAbsolutePath()) : file;
    }
}
