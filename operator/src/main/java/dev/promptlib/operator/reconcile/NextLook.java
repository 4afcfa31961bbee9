package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.release.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a resource is looked at again although nothing happens: at the first of what its parts wait for. */
final class NextLook {
    private NextLook() {}

    static Optional<Duration> at(Optional<ReleasePlan> plan, Optional<Duration> setup, Optional<Duration> rotation) {
        // What was not yet due when the plan was made may be so by now.
        Instant now = Instant.now();
        Optional<Duration> release =
                plan.flatMap(p -> p.course().nextLook(p.seen(), p.now())).map(then -> Course.until(then, now));
        return Stream.of(setup, rotation, release).flatMap(Optional::stream).min(Duration::compareTo);
    }
}
