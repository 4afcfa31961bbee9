package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.cluster.Clusters;
import dev.promptlib.operator.cli.cluster.KubeContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which PromptLibrary in which cluster, for the commands that look at one or work on one. */
final class TargetOptions {
    static final String NAME = "The PromptLibrary. Default: the only one in the namespace.";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description =
                    "Default: that of the context; where that has none, the namespace of the only one in the cluster.")
    String namespace;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "A context of the kubeconfig. Default: the cluster that up started, else the current context.")
    String context;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Instead of $KUBECONFIG and ~/.kube/config.")
    Path kubeconfig;

    @Mixin
    HelpOption help;

    /** Finds it; what is worth saying on the way goes to standard error. */
    Target open(String name, CommandSpec spec) {
        TargetFinder finder = finder(spec);
        try {
            return finder.find(Optional.ofNullable(name));
        } catch (RuntimeException e) {
            finder.client().close();
            throw e;
        }
    }

    /** The cluster and the namespace, whether there is something in it or not. */
    TargetFinder finder(CommandSpec spec) {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getErr());
        Clusters clusters = new Clusters(Folders.ofThisProcess(), Optional.ofNullable(kubeconfig), terminal);
        KubeContext found = clusters.existing(Optional.ofNullable(context), Promptlib.isKubectlPlugin());
        KubernetesClient client = found.client();
        return new TargetFinder(found, client, Optional.ofNullable(namespace), terminal);
    }
}
