package dev.promptlib.operator.input;

import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import java.util.Map;
import java.util.Optional;

/**
 * The volumes of a resource that are there already, by the names of their claims.
 *
 * @param postgres the major version that made the data of the database, null where there is none yet
 */
public record PresentVolumes(Map<String, Size> claims, Integer postgres) {
    public static final PresentVolumes NONE = new PresentVolumes(Map.of(), null);

    /** What a claim asks for, and what it has been given, which is null as long as it has no volume. */
    public record Size(String asked, String given) {
        /** It cannot become smaller than this. */
        public String least() {
            return given == null ? asked : given;
        }
    }

    /** Sizes that take the place of defaults, which only count for new volumes; null where there is none yet. */
    record Kept(String database, String cache, String backup) {
        static final Kept NOTHING = new Kept(null, null, null);
    }

    public Optional<Size> of(String claim) {
        return Optional.ofNullable(claims.get(claim));
    }

    Kept kept(Owner owner) {
        return new Kept(asked(Names.database(owner)), asked(Names.cache(owner)), asked(Names.backup(owner)));
    }

    private String asked(String claim) {
        return of(claim).map(Size::asked).orElse(null);
    }
}
