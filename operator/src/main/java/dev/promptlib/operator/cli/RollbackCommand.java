package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.cli.view.ReleaseHistory;
import dev.promptlib.operator.desired.Annotations;
import java.time.Duration;
import java.util.List;
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
        Annotation annotation = new Annotation(target, Annotations.ROLLBACK_TO);
        if (!cancel && isAsked(target.release().requested(), wanted, false)) {
            withdraw(target, annotation);
        }
        annotation.set(wanted);
        terminal.line("release", cancel ? "what the spec says" : "back to what was release " + wanted);
        ReleaseStatus end = new AskedRelease(target, terminal, timeout)
                .toTheEnd(now -> isTaken(now.release(), wanted), "promptlib rollback --cancel ends it");
        terminal.line("release", terminal.good("release " + end.current().revision() + " runs"));
        return 0;
    }

    private Long wanted(Target target) {
        if (revision != null) {
            return known(target, revision);
        }
        ReleaseStatus release = target.release();
        if (release.previous() == null) {
            throw Failure.of(
                    target.name() + " has had one release only",
                    "promptlib history lists those that can be gone back to");
        }
        return release.previous().revision();
    }

    /** What is not there would stall the resource. */
    private static Long known(Target target, Long revision) {
        List<Long> all = ReleaseHistory.of(target).stream()
                .map(ReleaseHistory.Entry::revision)
                .toList();
        if (!all.contains(revision) && !isAsked(target.release().requested(), revision.toString(), true)) {
            throw Failure.of(
                    "there is no release " + revision + " of " + target.name() + " to go back to",
                    all.isEmpty() ? "promptlib status shows how it is doing" : "there are " + all);
        }
        return revision;
    }

    /** Whether this was asked for, and is in force, or over since the spec changed. Its release has another number by now. */
    private static boolean isAsked(ReleaseStatus.Requested asked, String revision, boolean inForce) {
        return asked != null
                && String.valueOf(asked.revision()).equals(revision)
                && Boolean.TRUE.equals(asked.inForce()) == inForce;
    }

    /** What was asked for before and is over counts as no wish when it is said again. */
    private void withdraw(Target target, Annotation annotation) {
        annotation.set(null);
        if (!Waiting.until(timeout, () -> target.again().release().requested() == null)) {
            throw Failure.of(
                    "the operator does not see that the earlier request is withdrawn",
                    "promptlib doctor knows why; then run it again");
        }
    }

    /** Whether the operator has seen the request. What it cannot carry out it says as a condition. */
    private boolean isTaken(ReleaseStatus now, String wanted) {
        return wanted == null
                ? now.requested() == null
                        || !Boolean.TRUE.equals(now.requested().inForce())
                : isAsked(now.requested(), wanted, true);
    }
}
