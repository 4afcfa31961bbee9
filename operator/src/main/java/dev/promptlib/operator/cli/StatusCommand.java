package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.view.StatusTree;
import dev.promptlib.operator.cli.view.StatusView;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how a resource is doing. */
@Command(
        name = "status",
        description = "Shows a PromptLibrary as a tree: conditions, parts, pods, volumes.",
        footer = {"", "Exit codes: 0 shown, 1 there is none, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class StatusCommand extends TargetCommand {
    @Mixin
    OutputOption output;

    @Option(
            names = {"-w", "--watch"},
            description = "Go on, and show it again whenever it changes, until Ctrl-C.")
    boolean watch;

    private StatusView shown;

    @Override
    int run(Target target, Terminal terminal) {
        show(StatusView.of(target), terminal);
        if (watch) {
            Waiting.until(() -> {
                show(StatusView.of(target.again()), terminal);
                return !terminal.isHeard();
            });
        }
        return 0;
    }

    private void show(StatusView now, Terminal terminal) {
        if (!now.equals(shown)) {
            shown = now;
            terminal.page(text(now, terminal), watch);
        }
    }

    private String text(StatusView view, Terminal terminal) {
        return output.print(view, () -> new StatusTree(view, terminal, Instant.now()).drawn());
    }
}
