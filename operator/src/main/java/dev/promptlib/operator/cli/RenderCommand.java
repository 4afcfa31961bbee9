package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.render.Rendering;
import dev.promptlib.operator.cli.validate.CheckedFile;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the operator would apply, by the operator's own code. */
@Command(
        name = "render",
        description = "Prints the Kubernetes manifests that a PromptLibrary stands for. Needs no cluster.",
        footer = {"", "Exit codes: 0 done, 1 something is wrong with the file, 2 bad usage."},
        sortOptions = false)
final class RenderCommand implements Callable<Integer> {
    /** How objects are written. */
    enum Format {
        yaml,
        json
    }

    @Parameters(
            paramLabel = "FILE",
            description = "With one PromptLibrary, and the Secrets and ConfigMaps it names if"
                    + " need be; - is standard input.")
    Path file;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Default: that of the file, else default.")
    String namespace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Format format;

    @Mixin
    HelpOption help;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        CheckedFile checked = CheckedFile.read(file);
        Rendering rendering =
                Rendering.of(checked, namespace == null ? checked.namespace().orElse("default") : namespace);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(OutputOption.json(
                    new KubernetesListBuilder().withItems(rendering.objects()).build()));
            return 0;
        }
        out.println("# What the operator makes of " + checked.file() + ".");
        rendering.remarks().forEach(remark -> out.println("# " + remark));
        rendering.objects().forEach(object -> out.println("---\n" + OutputOption.yaml(object)));
        out.flush();
        return 0;
    }
}
