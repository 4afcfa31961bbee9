package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.GeneratedSecret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How new values of one kind take the place of those before, and for how long both work. */
public sealed interface Succession permits ApplicationSecrets, Logins, RepositoryPassword {

    /** What is kept from now on, with new values or on the way to them. */
    Kept begin(Kept kept, Instant now, String answered, Function<GeneratedSecret, String> random);

    /** Whether the values before these still work. */
    boolean keepsPrevious(Map<String, String> values);

    /** What is kept when the values before are to work no more. */
    Kept end(Kept kept);

    /** What is kept once a server was told; nothing, where none has to be told now. */
    default Optional<Kept> whenTold(Kept kept, Instant now) {
        return Optional.empty();
    }
}
