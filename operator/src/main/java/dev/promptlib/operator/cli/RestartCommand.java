package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.cli.exec.Restart;
import dev.promptlib.operator.observe.PartState;
import dev.promptlib.operator.observe.PodTrouble;
import dev.promptlib.operator.observe.PodTroubles;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** New pods in the place of the old ones. */
@Command(
        name = "restart",
        description =
                "Replaces the pods of all components, one after another and without a gap where there are several; or"
                        + " those of one part.",
        footer = {"", "Exit codes: 0 restarted, 1 the new pods do not get ready, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class RestartCommand extends TargetCommand {
    @Option(
            names = {"-c", "--component"},
            paramLabel = "PART",
            description = "A component, or database, cache or pooler; can be repeated. Default: all components, and"
                    + " nothing else.")
    List<String> parts;

    @Option(names = "--no-wait", description = "Do not wait for the new pods.")
    boolean noWait;

    @Option(
            names = "--timeout",
            defaultValue = "5m",
            converter = DurationText.class,
            description = "How long to wait for each. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Override
    int run(Target target, Terminal terminal) {
        List<Restart> restarts =
                parts(target).stream().map(part -> new Restart(target, part)).toList();
        restarts.forEach(Restart::state);
        for (Restart restart : restarts) {
            restart.begin();
            terminal.line(restart.part(), "restarting");
            if (!noWait) {
                await(restart, terminal);
            }
        }
        return 0;
    }

    private List<String> parts(Target target) {
        return parts == null
                ? target.library().getSpec().components().stream()
                        .map(Component::name)
                        .toList()
                : parts;
    }

    private void await(Restart restart, Terminal terminal) {
        if (!Waiting.until(timeout, () -> restart.state().isReady())) {
            Target target = restart.target();
            String why = PodTroubles.in(target.pods(restart.part())).stream()
                    .findFirst()
                    .map(PodTrouble::message)
                    .orElse("it is still starting");
            throw Failure.of(
                    "the new pods of " + restart.part() + " are not ready after " + timeout.toSeconds() + " s: " + why,
                    "the old ones serve on where there were several; promptlib status shows how it goes on");
        }
        PartState state = restart.state();
        terminal.line(restart.part(), "restarted, " + state.ready() + " of " + state.desired() + " pods ready");
    }
}
