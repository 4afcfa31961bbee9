package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Database;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The major version of PostgreSQL that an embedded database asks for: what its image's tag says, else what the spec does. */
public final class PostgresVersion {
    static final int DEFAULT = 17;
    private static final Pattern IN_TAG = Pattern.compile(":(?:[^:/@]*pg)?(\\d{2})(?:[.-][^:/]*)?(?:@.*)?$");

    private PostgresVersion() {}

    /** Also of one that leaves out what has a default. */
    public static int of(Database database) {
        if (database == null) {
            return DEFAULT;
        }
        return Optional.ofNullable(database.image())
                .flatMap(PostgresVersion::inTag)
                .orElseGet(() -> Defaults.or(database.version(), DEFAULT));
    }

    /** What a spec wants of the data that is there: where it names no version, the one that made them. */
    public static int wanted(Database database, DatabaseVolume volume) {
        boolean named = database != null && (database.image() != null || database.version() != null);
        return named || volume == null ? of(database) : volume.version();
    }

    static Optional<Integer> inTag(String image) {
        Matcher tag = IN_TAG.matcher(image);
        return tag.find() ? Optional.of(Integer.valueOf(tag.group(1))) : Optional.empty();
    }
}
