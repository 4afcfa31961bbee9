package dev.promptlib.operator.compose;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A text with values in it that nobody knows yet. */
public record Template(List<Piece> pieces) {
    /** A part of the text. */
    public sealed interface Piece {}

    /** As it stands. */
    public record Text(String text) implements Piece {}

    /** A value that is made when the stack starts. */
    public record Value(SecretKey key) implements Piece {}

    /** The SHA-256 of such a value, in hexadecimal digits. */
    public record Digest(SecretKey key) implements Piece {}

    static Template text(String text) {
        return new Template(List.of(new Text(text)));
    }

    static Template value(SecretKey key) {
        return new Template(List.of(new Value(key)));
    }

    Set<SecretKey> values() {
        return pieces.stream()
                .filter(piece -> !(piece instanceof Text))
                .map(piece -> piece instanceof Value v ? v.key() : ((Digest) piece).key())
                .collect(Collectors.toSet());
    }

    /** The text, once each kind of piece is known. */
    public String join(
            Function<String, String> text, Function<SecretKey, String> value, Function<SecretKey, String> digest) {
        return pieces.stream()
                .map(piece -> {
                    if (piece instanceof Text t) {
                        return text.apply(t.text());
                    }
                    return piece instanceof Value v ? value.apply(v.key()) : digest.apply(((Digest) piece).key());
                })
                .collect(Collectors.joining());
    }
}
