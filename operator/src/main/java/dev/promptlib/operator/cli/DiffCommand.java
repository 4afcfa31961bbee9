package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.diff.Change;
import dev.promptlib.operator.cli.diff.Comparison;
import dev.promptlib.operator.cli.diff.Proposal;
import dev.promptlib.operator.cli.validate.CheckedFile;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would change, and changes nothing. */
@Command(
        name = "diff",
        description =
                "Shows what applying a file, or the operator at its next look, would change in the cluster, and which"
                        + " pods that restarts. Nothing is changed.",
        footer = {"", "Exit codes: 0 no differences, 1 differences, 2 bad usage, 3 no cluster, 4 cannot be compared."},
        sortOptions = false)
final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENCES = 1;
    private static final int TROUBLE = 4;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "As if this file was all there is. Default: the resource as it is in the cluster.")
    Path file;

    @Mixin
    TargetOptions options;

    @Mixin
    OutputOption output;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        try {
            return file == null ? compareLive() : compareFile();
        } catch (Failure e) {
            throw e.exitCode() == Failure.FAILED ? e.with(TROUBLE) : e;
        } catch (KubernetesClientException e) {
            throw ClusterIdentity.isSilent(e)
                    ? e
                    : Failure.of("the cluster: " + e.getMessage(), "put that right")
                            .with(TROUBLE);
        }
    }

    private int compareLive() {
        try (Target target = options.open(name, spec)) {
            Comparison comparison = new Comparison(target.client());
            comparison.compare(target.library(), References.NONE);
            return show(comparison, target.library());
        }
    }

    private int compareFile() {
        if (name != null) {
            throw Failure.badUsage("NAME and --file exclude each other", "leave one out");
        }
        CheckedFile checked = CheckedFile.read(file);
        TargetFinder finder = options.finder(spec);
        try (KubernetesClient client = finder.client()) {
            Proposal proposal = Proposal.of(
                    client,
                    checked,
                    finder.wantedNamespace().or(checked::namespace).orElseGet(finder::namespace));
            Comparison comparison = new Comparison(client);
            comparison.add(proposal.before().orElse(null), proposal.after());
            comparison.compare(proposal.after(), checked.references());
            return show(comparison, proposal.after());
        }
    }

    private int show(Comparison comparison, PromptLibrary resource) {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        List<Change> changes = comparison.changes();
        terminal.text(output.print(changes, () -> table(changes, resource, terminal)));
        if (!comparison.refused().isEmpty()) {
            throw Failure.of(
                            "the cluster would not take this:\n"
                                    + comparison.refused().stream()
                                            .map(r -> "  " + r)
                                            .collect(Collectors.joining("\n")),
                            "put that right first")
                    .with(TROUBLE);
        }
        return changes.isEmpty() ? 0 : DIFFERENCES;
    }

    private static String table(List<Change> changes, PromptLibrary resource, Terminal terminal) {
        String suspended = Boolean.TRUE.equals(resource.getSpec().suspend())
                ? "The resource is suspended: the operator changes nothing.\n"
                : "";
        if (changes.isEmpty()) {
            return suspended + "Nothing would change.";
        }
        String diffs = changes.stream()
                .flatMap(change -> change.diff().lines())
                .map(line -> coloured(line, terminal) + "\n")
                .collect(Collectors.joining());
        return diffs + "\n" + suspended + summary(changes, terminal);
    }

    private static String summary(List<Change> changes, Terminal terminal) {
        String restarts = changes.stream()
                .filter(Change::restarts)
                .map(change -> change.kind() + " " + change.name())
                .collect(Collectors.joining(", "));
        return count(changes, Change.Action.create) + " to create, " + count(changes, Change.Action.update)
                + " to change, "
                + count(changes, Change.Action.delete) + " to delete.\n"
                + (restarts.isEmpty() ? "No pod restarts." : terminal.warn("The pods restart of: " + restarts + "."));
    }

    private static long count(List<Change> changes, Change.Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    private static String coloured(String line, Terminal terminal) {
        if (line.startsWith("+++") || line.startsWith("---")) {
            return terminal.bold(line);
        }
        return line.startsWith("+") ? terminal.good(line) : line.startsWith("-") ? terminal.bad(line) : line;
    }
}
