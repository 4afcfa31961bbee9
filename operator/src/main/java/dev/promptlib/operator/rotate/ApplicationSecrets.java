package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.desired.Generated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Secrets of the application, which is given the values before as well. */
public record ApplicationSecrets(List<GeneratedSecret> shapes) implements Succession {

    @Override
    public Kept begin(Kept kept, Instant now, String answered, Function<GeneratedSecret, String> random) {
        Map<String, String> next = new TreeMap<>(kept.values());
        for (GeneratedSecret shape : shapes) {
            next.put(Generated.previous(shape.name()), kept.values().get(shape.name()));
            next.put(shape.name(), random.apply(shape));
        }
        return new Kept(next, now, answered);
    }

    @Override
    public boolean keepsPrevious(Map<String, String> values) {
        return previous().anyMatch(values::containsKey);
    }

    @Override
    public Kept end(Kept kept) {
        Map<String, String> next = new TreeMap<>(kept.values());
        previous().forEach(next::remove);
        return new Kept(next, kept.since(), kept.answered());
    }

    private Stream<String> previous() {
        return shapes.stream().map(shape -> Generated.previous(shape.name()));
    }
}
