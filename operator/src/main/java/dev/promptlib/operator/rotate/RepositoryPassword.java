package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.desired.RepositoryKeys;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Login;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The password of the backups' repository. Nothing lets in a password that is not there yet, so a new one is made known to the
 * repository before it becomes the present one.
 */
public record RepositoryPassword() implements Succession {

    @Override
    public Kept begin(Kept kept, Instant now, String answered, Function<GeneratedSecret, String> random) {
        Map<String, String> next = keepsPrevious(kept.values()) ? going(kept) : new TreeMap<>(kept.values());
        next.put(RepositoryKeys.COMING, random.apply(Generated.password(Credentials.PASSWORD)));
        return new Kept(next, kept.since(), answered);
    }

    @Override
    public boolean keepsPrevious(Map<String, String> values) {
        return values.containsKey(Login.PREVIOUS_PASSWORD);
    }

    @Override
    public Kept end(Kept kept) {
        return new Kept(going(kept), kept.since(), kept.answered());
    }

    private static Map<String, String> going(Kept kept) {
        Map<String, String> next = new TreeMap<>(kept.values());
        next.put(RepositoryKeys.GOING, next.remove(Login.PREVIOUS_PASSWORD));
        return next;
    }

    @Override
    public Optional<Kept> whenTold(Kept kept, Instant now) {
        Map<String, String> next = new TreeMap<>(kept.values());
        String coming = next.remove(RepositoryKeys.COMING);
        String going = next.remove(RepositoryKeys.GOING);
        if (coming != null) {
            next.put(Login.PREVIOUS_PASSWORD, next.put(Credentials.PASSWORD, coming));
            return Optional.of(new Kept(next, now, kept.answered()));
        }
        return going == null ? Optional.empty() : Optional.of(new Kept(next, kept.since(), kept.answered()));
    }
}
