package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/** A release that a command asked for, followed until it is over. */
record AskedRelease(Target target, Terminal terminal, Duration limit) {
    private static final Set<Phase> ENDS = Set.of(Phase.Released, Phase.RolledBack, Phase.Failed);

    /** Fails when it does not come about, with what to know then. What is over before it is taken up was another one. */
    ReleaseStatus toTheEnd(Predicate<Target> takenUp, String then) {
        ReleaseStatus end = new UntilEnded<>(
                        target::again,
                        now -> takenUp.test(now) && isOver(now.release()),
                        now -> now.release().phase().name())
                .within(limit, phase -> terminal.line("release", phase), "promptlib status shows how it goes on")
                .release();
        if (end.phase() != Phase.Released) {
            throw Failure.of(
                    end.failed() == null
                            ? "it did not come about"
                            : end.failed().message(),
                    then);
        }
        return end;
    }

    private static boolean isOver(ReleaseStatus now) {
        return now.target() == null && ENDS.contains(now.phase());
    }
}
