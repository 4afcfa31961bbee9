package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.desired.Annotations;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Back to an earlier release. */
@Command(
        name = "rollback",
        description = "Runs an earlier release again, without migrations, until the spec changes. Data stays as it is.",
        footer = {"", "Exit codes: 0 it runs, 1 it does not, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class RollbackCommand extends TargetCommand {
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

    @Override
    int run(Target target, Terminal terminal) {
        String wanted = cancel ? null : String.valueOf(wanted(target));
        new Annotation(target, Annotations.ROLLBACK_TO).set(wanted);
        terminal.line("release", cancel ? "what the spec says" : "back to what was release " + wanted);
        ReleaseStatus end = new AskedRelease(target, terminal, timeout)
                .toTheEnd(now -> isTaken(now.release(), wanted), "promptlib rollback --cancel ends it");
        terminal.line("release", terminal.good("release " + end.current().revision() + " runs"));
        return 0;
    }

    private Long wanted(Target target) {
        if (revision != null) {
            return revision;
        }
        ReleaseStatus release = target.release();
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
}
