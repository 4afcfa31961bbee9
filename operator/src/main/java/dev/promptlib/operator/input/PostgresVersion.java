package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Database;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The major version of PostgreSQL that an embedded database runs: what its image's tag says, else what the spec does. */
public final class PostgresVersion {
    private static final Pattern IN_TAG = Pattern.compile(":(?:[^:/@]*pg)?(\\d{2})(?:[.-][^:/]*)?(?:@.*)?$");

    private PostgresVersion() {}

    public static int of(Database database) {
        Matcher tag = IN_TAG.matcher(database.image());
        return tag.find() ? Integer.parseInt(tag.group(1)) : database.version();
    }
}
