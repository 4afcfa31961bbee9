package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.cluster.Clusters;
import dev.promptlib.operator.cli.cluster.Wish;
import dev.promptlib.operator.cli.install.Library;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which cluster, and which library in it: the same for all commands. */
final class ClusterOptions {
    @Option(names = "--context", paramLabel = "NAME", description = "A context of the kubeconfig, local or not.")
    String context;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Instead of $KUBECONFIG and ~/.kube/config.")
    Path kubeconfig;

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}. Default: the current context if it is on this machine, else k3s in"
                    + " Docker, else localkube.")
    Wish.Kind cluster;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The PromptLibrary. Default: examples/promptlib.yaml.")
    Path file;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Default: that of the file, else promptlib.")
    String namespace;

    @Mixin
    HelpOption help;

    Wish wish() {
        if (context != null && cluster != null) {
            throw Failure.badUsage("--context and --cluster exclude each other", "leave one out");
        }
        return new Wish(Optional.ofNullable(context), Optional.ofNullable(cluster));
    }

    Workplace workplace(CommandSpec spec) {
        Folders folders = Folders.ofThisProcess();
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        Library library = Library.read(file(folders), Optional.ofNullable(namespace));
        return new Workplace(
                folders, terminal, library, new Clusters(folders, Optional.ofNullable(kubeconfig), terminal));
    }

    Path file(Folders folders) {
        return file == null ? folders.checkout().resolve("examples/promptlib.yaml") : file;
    }
}
