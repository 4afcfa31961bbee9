package dev.promptlib.operator.rotate;

import dev.promptlib.operator.api.Rotation;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A request to rotate now: "Database,Cache", "all", and after an at sign anything that tells it from the one before. */
public record Wish(String text, Set<Rotation.Kind> kinds) {
    public static final Wish NONE = new Wish("", Set.of());

    /** Nothing, where the text names something else. */
    public static Optional<Wish> of(String text) {
        Set<Rotation.Kind> kinds = EnumSet.noneOf(Rotation.Kind.class);
        for (String name : text.split("@", 2)[0].split(",")) {
            String wanted = name.strip().toLowerCase(Locale.ROOT);
            if (wanted.equals("all")) {
                kinds.addAll(Rotation.Kind.UNATTENDED);
                continue;
            }
            Optional<Rotation.Kind> kind = EnumSet.allOf(Rotation.Kind.class).stream()
                    .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst();
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            kinds.add(kind.get());
        }
        return Optional.of(new Wish(text, kinds));
    }
}
