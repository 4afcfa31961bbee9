package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What becomes of generated secrets of one kind, once what runs has taken up the present ones: they are replaced when that is due,
 * and the earlier ones are given up when their time is over.
 */
public record Turn(Rotation.Kind kind, Succession succession) {

    /**
     * What is to be kept instead, if anything changes now.
     *
     * @param told whether the server that has to know of what is kept does
     */
    public Optional<Kept> next(
            Kept kept, Rotation rules, Wish wish, Instant now, boolean told, Function<GeneratedSecret, String> random) {
        Optional<Kept> whenTold = succession.whenTold(kept, now);
        if (whenTold.isPresent()) {
            return told ? whenTold : Optional.empty();
        }
        if (isDue(kept, rules, wish, now)) {
            return Optional.of(succession.begin(kept, now, wish.text(), random));
        }
        boolean over = !now.isBefore(kept.since().plus(grace(rules)));
        return over && keepsPrevious(kept) ? Optional.of(succession.end(kept)) : Optional.empty();
    }

    private boolean isDue(Kept kept, Rotation rules, Wish wish, Instant now) {
        boolean asked = wish.kinds().contains(kind) && !wish.text().equals(kept.answered());
        boolean scheduled = rules.of().contains(kind)
                && Schedule.after(rules, kept.since())
                        .filter(due -> !due.isAfter(now))
                        .isPresent();
        return asked || scheduled;
    }

    private static Duration grace(Rotation rules) {
        return Duration.ofMinutes(rules.graceMinutes());
    }

    /** When to look again although nothing happens. */
    public Optional<Instant> nextLook(Kept kept, Rotation rules, Instant now) {
        Stream<Instant> due = rules.of().contains(kind) ? Schedule.after(rules, kept.since()).stream() : Stream.empty();
        Stream<Instant> over = keepsPrevious(kept) ? Stream.of(kept.since().plus(grace(rules))) : Stream.empty();
        return Stream.concat(due, over).filter(now::isBefore).min(Instant::compareTo);
    }

    /** Whether it goes on only when a server was told. */
    public boolean waits(Kept kept) {
        return succession.whenTold(kept, kept.since()).isPresent();
    }

    public boolean keepsPrevious(Kept kept) {
        return succession.keepsPrevious(kept.values());
    }
}
