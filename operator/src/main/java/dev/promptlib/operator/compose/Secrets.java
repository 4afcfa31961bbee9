package dev.promptlib.operator.compose;

import dev.promptlib.operator.desired.Connections;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values of Secrets, by where they come from. */
final class Secrets {
    /** Where a value comes from. */
    sealed interface Source {}

    /** Nothing to hide: it stands in the file. */
    record Open(String text) implements Source {}

    /** It is made when the stack starts, or composed of what is. */
    record Made(Template template) implements Source {}

    /** It is the user's, and lies on the host. */
    record Given(SecretKey key) implements Source {}

    private final Unknowns unknowns;
    private final References references;
    private final Map<String, Map<String, String>> composed;

    Secrets(Unknowns unknowns, References references, Desired desired) {
        this.unknowns = unknowns;
        this.references = references;
        this.composed = desired.all()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .collect(Collectors.toMap(s -> s.getMetadata().getName(), s -> SecretData.decoded(s.getData())));
    }

    Source source(SecretKey key) {
        if (unknowns.makes(key)) {
            return new Made(Template.value(key));
        }
        String text = composed.getOrDefault(key.secret(), Map.of()).get(key.key());
        if (text == null) {
            return new Given(key);
        }
        Optional<SecretKey> origin = unknowns.given(text).or(() -> connection(key.key(), text));
        if (origin.isPresent()) {
            return new Given(origin.get());
        }
        Template template = unknowns.template(text);
        return template.values().isEmpty() ? new Open(text) : new Made(template);
    }

    /** Connections to what is elsewhere are known by the names that people and tools know them by. */
    private Optional<SecretKey> connection(String variable, String text) {
        String secret = Names.connections(unknowns.input().owner());
        boolean same = text.equals(composed.getOrDefault(secret, Map.of()).get(variable));
        return same
                        && Connections.isSecret(variable)
                        && unknowns.template(text).values().isEmpty()
                ? Optional.of(new SecretKey(secret, variable))
                : Optional.empty();
    }

    /** The keys of a Secret of which all are wanted. */
    Map<String, String> all(String secret) {
        return new TreeMap<>(
                composed.containsKey(secret)
                        ? composed.get(secret)
                        : references.secret(secret).orElse(Map.of()));
    }

    /** The text of a given value, where it is known here. */
    Optional<String> given(SecretKey key) {
        return Optional.ofNullable(all(key.secret()).get(key.key()));
    }
}
