package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.GeneratedSecret;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What has to lie beside a compose file, because it may not stand in it and cannot be made when the stack starts.
 *
 * @param variables in .env: secrets that components take as variables
 * @param files below secrets/: the user's own
 */
public record HostNeeds(List<Need> variables, List<Need> files) {
    /** What bytes become that stand for no character. */
    private static final char NO_TEXT = '\uFFFD';

    /** A value: to be made in some shape, or the user's, as far as it is known. */
    public record Need(SecretKey key, Optional<GeneratedSecret> shape, Optional<String> text) {}

    static HostNeeds of(Unknowns unknowns, Secrets secrets, List<StackPart> parts, Collection<SecretKey> files) {
        TreeSet<SecretKey> variables = new TreeSet<>();
        parts.forEach(part -> variables.addAll(part.variables()));
        variables.forEach(key -> isAlone(key, variables));
        return new HostNeeds(
                variables.stream()
                        .map(key -> asText(need(unknowns, secrets, key)))
                        .toList(),
                files.stream().map(key -> need(unknowns, secrets, key)).toList());
    }

    private static void isAlone(SecretKey key, Collection<SecretKey> all) {
        all.stream()
                .filter(other -> !other.equals(key) && other.variable().equals(key.variable()))
                .findFirst()
                .ifPresent(other -> {
                    throw new NotForCompose(
                            key.path() + " and " + other.path() + " would both be " + key.variable() + " in .env",
                            "call one of them otherwise, or set secretsAs: Files in the components that take them");
                });
    }

    private static Need asText(Need need) {
        if (need.text().filter(text -> text.indexOf(NO_TEXT) >= 0).isPresent()) {
            throw new NotForCompose(
                    need.key().path() + " is no text, which no variable can hold",
                    "set secretsAs: Files in the components that take it");
        }
        return need;
    }

    private static Need need(Unknowns unknowns, Secrets secrets, SecretKey key) {
        Optional<GeneratedSecret> shape = unknowns.generated().stream()
                .filter(generated -> generated.key().equals(key))
                .map(Unknowns.Generated::shape)
                .findFirst();
        return new Need(key, shape, shape.isPresent() ? Optional.empty() : secrets.given(key));
    }

    public boolean isEmpty() {
        return variables.isEmpty() && files.isEmpty();
    }
}
