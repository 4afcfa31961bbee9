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

    @Override
    int run(Target target, Terminal terminal) {
        StatusView shown = StatusView.of(target);
        terminal.page(text(shown, terminal), watch);
        while (watch) {
            Waiting.pause();
            StatusView now = StatusView.of(target.again());
            if (!now.equals(shown)) {
                shown = now;
                terminal.page(text(now, terminal), true);
            }
        }
        return 0;
    }

    private String text(StatusView view, Terminal terminal) {
        return output.print(view, () -> new StatusTree(view, terminal, Instant.now()).drawn());
    }
}
