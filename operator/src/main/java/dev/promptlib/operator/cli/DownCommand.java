package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.cluster.KubeContext;
import dev.promptlib.operator.cli.cluster.Wish;
import dev.promptlib.operator.cli.install.OperatorInstall;
import dev.promptlib.operator.cli.install.OperatorRemoval;
import dev.promptlib.operator.cli.install.OwnNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes away what `up` made, and nothing else. */
@Command(
        name = "down",
        description = "Removes the PromptLibrary, then the operator when nothing else needs it, then the cluster if up"
                + " started it.",
        sortOptions = false)
final class DownCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions options;

    @Option(names = "--yes", description = "Ask nothing; data is kept unless --delete-data is given.")
    boolean yes;

    @ArgGroup
    Data data = new Data();

    static final class Data {
        @Option(names = "--keep-data", description = "Keep the volumes and the generated secrets.")
        boolean keep;

        @Option(names = "--delete-data", description = "Delete them.")
        boolean delete;
    }

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Workplace place = options.workplace(spec);
        Optional<KubeContext> running = place.clusters().running(options.wish());
        if (running.isEmpty()) {
            place.clusters().forgetWhatIsGone();
            place.terminal().text("There is no cluster that up would use: nothing to remove.");
            return 0;
        }
        KubeContext context = running.get();
        try (KubernetesClient client = context.client()) {
            Optional<Wish.Kind> started = place.clusters().startedHere(context, ClusterIdentity.of(client));
            Removal removal = new Removal(client, place.library(), place.terminal());
            Optional<Boolean> deleteData = new DataQuestion(yes, data.keep, data.delete, place.terminal())
                    .answer(removal.plan(context, started), removal.hasData());
            if (deleteData.isEmpty()) {
                place.terminal().text("Nothing was removed.");
                return 0;
            }
            removal.library(deleteData.get());
            boolean free = operator(place.folders(), client, place.terminal());
            if (deleteData.get() && new OwnNamespace(client, place.library().namespace()).isOursAndEmpty()) {
                new OwnNamespace(client, place.library().namespace()).remove(Duration.ofMinutes(2));
                place.terminal().line("namespace", place.library().namespace() + " is deleted");
            }
            if (started.isPresent() && free) {
                place.clusters().stop(started.get(), removal.isDataLeft());
            }
        }
        return 0;
    }

    /** Whether nothing is left that needs the cluster. */
    private static boolean operator(Folders folders, KubernetesClient client, Terminal terminal) throws IOException {
        OperatorRemoval removal = new OperatorRemoval(client, Files.readString(folders.installManifest()));
        List<String> users = removal.users();
        Optional<String> foreign = new OperatorInstall(client, terminal).foreign();
        if (!users.isEmpty()) {
            terminal.line("operator", "stays, as it is needed by " + String.join(", ", users));
        } else if (foreign.isPresent()) {
            terminal.line("operator", "the one in the namespace " + foreign.get() + " stays: up did not install it");
        } else {
            removal.remove();
            terminal.line("operator", "removed, with its CRDs");
        }
        return users.isEmpty() && foreign.isEmpty();
    }
}
