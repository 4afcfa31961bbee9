package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.desired.Annotations;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Back to an earlier release. */
@Command(
        name = "rollback",
        description = "Runs an earlier release again, without migrations, until the spec changes. Data stays as it is.",
        footer = {"", "Exit codes: 0 it runs, 1 it does not, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class RollbackCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Mixin
    TargetOptions options;

    @Option(
            names = "--to",
            paramLabel = "REVISION",
            description = "As promptlib history shows it. Default: the one before.")
    Long revision;

    @Option(names = "--cancel", description = "Run what the spec says again.")
    boolean cancel;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        try (Target target = options.open(name, spec)) {
            ReleaseStatus release = HistoryCommand.release(target);
            String wanted = cancel ? null : String.valueOf(wanted(target, release));
            new Annotation(target, Annotations.ROLLBACK_TO).set(wanted);
            terminal.line("release", cancel ? "what the spec says" : "back to what was release " + wanted);
            ReleaseStatus end = new Following<>(
                            () -> HistoryCommand.release(target.again()),
                            now -> isTaken(now, wanted) && isOver(now),
                            now -> now.phase().name())
                    .toTheEnd(
                            timeout,
                            phase -> terminal.line("release", phase),
                            "promptlib status shows how it goes on; promptlib rollback --cancel ends it");
            if (end.phase() != Phase.Released) {
                throw Failure.of(
                        end.failed() == null
                                ? "it did not come about"
                                : end.failed().message(),
                        "promptlib status shows what runs now");
            }
            terminal.line("release", terminal.good("release " + end.current().revision() + " runs"));
        }
        return 0;
    }

    private Long wanted(Target target, ReleaseStatus release) {
        if (revision != null) {
            return revision;
        }
        if (release.previous() == null) {
            throw Failure.of(
                    target.name() + " has had one release only",
                    "promptlib history lists those that can be gone back to");
        }
        return release.previous().revision();
    }

    /** Whether the operator has seen the request. What it cannot carry out it says as a condition. */
    private boolean isTaken(ReleaseStatus now, String wanted) {
        boolean inForce =
                now.requested() != null && Boolean.TRUE.equals(now.requested().inForce());
        return wanted == null
                ? !inForce
                : inForce && String.valueOf(now.requested().revision()).equals(wanted);
    }

    private static boolean isOver(ReleaseStatus now) {
        return now.phase() == Phase.Released || now.phase() == Phase.RolledBack || now.phase() == Phase.Failed;
    }
}
