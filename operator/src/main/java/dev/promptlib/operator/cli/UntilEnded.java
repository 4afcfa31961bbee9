package dev.promptlib.operator.cli;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at something until it has ended, and says what it does, each thing once. */
final class UntilEnded<T> {
    private final Supplier<T> look;
    private final Predicate<T> ended;
    private final Function<T, String> words;
    private String said = "";
    private T seen;

    UntilEnded(Supplier<T> look, Predicate<T> ended, Function<T, String> words) {
        this.look = look;
        this.ended = ended;
        this.words = words;
    }

    /** What it was in the end. */
    T within(Duration limit, Consumer<String> tell, String next) {
        boolean done = Waiting.until(limit, () -> {
            seen = look.get();
            String now = words.apply(seen);
            if (now != null && !now.isBlank() && !now.equals(said)) {
                tell.accept(now);
                said = now;
            }
            return ended.test(seen);
        });
        if (!done) {
            throw Failure.of("not done after " + limit.toSeconds() + " s: " + said, next);
        }
        return seen;
    }
}
