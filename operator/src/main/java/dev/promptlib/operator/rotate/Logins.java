package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Login;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Two users that take turns to log in to a server.
 *
 * @param first the one whose turn it is at the beginning
 */
public record Logins(String first) implements Succession {

    @Override
    public Kept begin(Kept kept, Instant now, String answered, Function<GeneratedSecret, String> random) {
        Map<String, String> next = new TreeMap<>(kept.values());
        next.put(Login.PREVIOUS_PASSWORD, kept.values().get(Credentials.PASSWORD));
        next.put(Login.USER, Login.idle(kept.values(), first));
        next.put(Credentials.PASSWORD, random.apply(Generated.password(Credentials.PASSWORD)));
        return new Kept(next, now, answered);
    }

    @Override
    public boolean keepsPrevious(Map<String, String> values) {
        return values.containsKey(Login.PREVIOUS_PASSWORD);
    }

    @Override
    public Kept end(Kept kept) {
        Map<String, String> next = new TreeMap<>(kept.values());
        next.remove(Login.PREVIOUS_PASSWORD);
        return new Kept(next, kept.since(), kept.answered());
    }
}
