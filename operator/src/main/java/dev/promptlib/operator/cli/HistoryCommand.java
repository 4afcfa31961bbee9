package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.view.ReleaseHistory;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The releases that can be gone back to. */
@Command(
        name = "history",
        description =
                "Lists the releases of a PromptLibrary, the newest first: what they ran, and what became of them.",
        footer = {"", "Exit codes: 0 shown, 1 there is none, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class HistoryCommand extends TargetCommand {
    @Mixin
    OutputOption output;

    @Override
    int run(Target target, Terminal terminal) {
        List<ReleaseHistory.Entry> entries = ReleaseHistory.of(target);
        terminal.text(output.print(entries, () -> ReleaseHistory.table(entries)));
        return entries.isEmpty() ? 1 : 0;
    }
}
