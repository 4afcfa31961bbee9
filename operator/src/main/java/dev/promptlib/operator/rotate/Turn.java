package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.Rotation;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What becomes of generated secrets of one kind, once what runs has taken up the present ones: they are replaced when that is due,
 * and the earlier ones are given up when their time is over.
 *
 * @param first the user whose turn it is first, where the values are a login
 * @param shapes the secrets, where they are the application's
 */
public record Turn(Rotation.Kind kind, String first, List<GeneratedSecret> shapes) {
    private static final GeneratedSecret PASSWORD =
            new GeneratedSecret(Credentials.PASSWORD, 32, GeneratedSecret.Encoding.Alphanumeric);

    /** What is to be kept instead, if anything changes now. */
    public Optional<Kept> next(
            Kept kept, Rotation rules, Wish wish, Instant now, Function<GeneratedSecret, String> random) {
        if (isDue(kept, rules, wish, now)) {
            return Optional.of(new Kept(rotated(kept.values(), random), now, wish.text()));
        }
        boolean over = !now.isBefore(kept.since().plus(grace(rules)));
        return over && keepsPrevious(kept.values())
                ? Optional.of(new Kept(retired(kept.values()), kept.since(), kept.answered()))
                : Optional.empty();
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
        Stream<Instant> over =
                keepsPrevious(kept.values()) ? Stream.of(kept.since().plus(grace(rules))) : Stream.empty();
        return Stream.concat(due, over).filter(now::isBefore).min(Instant::compareTo);
    }

    /** Whether the values before these still work. */
    public boolean keepsPrevious(Map<String, String> values) {
        return previousKeys().stream().anyMatch(values::containsKey);
    }

    private List<String> previousKeys() {
        return kind == Rotation.Kind.Application
                ? shapes.stream().map(shape -> Generated.previous(shape.name())).toList()
                : List.of(Login.PREVIOUS_PASSWORD);
    }

    private Map<String, String> rotated(Map<String, String> values, Function<GeneratedSecret, String> random) {
        Map<String, String> next = new TreeMap<>(values);
        if (kind == Rotation.Kind.Application) {
            for (GeneratedSecret shape : shapes) {
                next.put(Generated.previous(shape.name()), values.get(shape.name()));
                next.put(shape.name(), random.apply(shape));
            }
        } else {
            next.put(Login.PREVIOUS_PASSWORD, values.get(Credentials.PASSWORD));
            next.put(Login.USER, Login.idle(values, first));
            next.put(Credentials.PASSWORD, random.apply(PASSWORD));
        }
        return next;
    }

    private Map<String, String> retired(Map<String, String> values) {
        Map<String, String> next = new TreeMap<>(values);
        next.keySet().removeAll(new ArrayList<>(previousKeys()));
        return next;
    }
}
