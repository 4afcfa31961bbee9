package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.cli.view.ReleaseHistory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The releases that can be gone back to. */
@Command(
        name = "history",
        description =
                "Lists the releases of a PromptLibrary, the newest first: what they ran, and what became of them.",
        footer = {"", "Exit codes: 0 shown, 1 there is none, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class HistoryCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Mixin
    TargetOptions options;

    @Mixin
    OutputOption output;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        try (Target target = options.open(name, spec)) {
            List<ReleaseHistory.Entry> entries = ReleaseHistory.of(target);
            spec.commandLine().getOut().println(output.print(entries, () -> ReleaseHistory.table(entries)));
            return entries.isEmpty() ? 1 : 0;
        }
    }

    static ReleaseStatus release(Target target) {
        var status = target.library().getStatus();
        if (status == null || status.release() == null) {
            throw Failure.of(target.name() + " has not been released yet", "promptlib status shows how it is doing");
        }
        return status.release();
    }
}
