package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.exec.PodLogs;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the pods say. */
@Command(
        name = "logs",
        description = "Shows the logs of all pods of the components, or of one part.",
        footer = {"", "Exit codes: 0 shown, 1 there are no pods, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class LogsCommand extends TargetCommand {
    @Option(
            names = {"-c", "--component"},
            paramLabel = "PART",
            description = "A component, or database, cache, pooler or database-setup. Default: all components.")
    String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C, and with pods that come later.")
    boolean follow;

    @Option(names = "--tail", paramLabel = "LINES", description = "Only the last lines of each pod.")
    Integer tail;

    @Option(names = "--since", converter = DurationText.class, description = "Only what is younger, such as 10m.")
    Duration since;

    @Option(
            names = {"-p", "--previous"},
            description = "Of the containers before the last restart.")
    boolean previous;

    @Override
    int run(Target target, Terminal terminal) {
        if (follow && previous) {
            throw Failure.badUsage("--follow and --previous exclude each other", "leave one out");
        }
        PodLogs logs = new PodLogs(target, part, tail, since, previous, terminal);
        if (follow) {
            logs.follow();
        } else {
            logs.show();
        }
        return 0;
    }
}
