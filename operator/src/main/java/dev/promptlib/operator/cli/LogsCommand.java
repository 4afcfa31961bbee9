package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.exec.PodLogs;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the pods say. */
@Command(
        name = "logs",
        description = "Shows the logs of all pods of the components, or of one part.",
        footer = {"", "Exit codes: 0 shown, 1 there are no pods, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class LogsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Mixin
    TargetOptions options;

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

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        try (Target target = options.open(name, spec)) {
            PodLogs logs = new PodLogs(target, part, tail, since, previous, terminal);
            if (follow) {
                logs.follow();
            } else {
                logs.show();
            }
        }
        return 0;
    }
}
