package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.input.Credentials;
import java.util.ArrayList;
import java.util.List;

/** A Secret whose values are made once and kept, and what has to be in it. */
public record Generated(String secret, List<GeneratedSecret> values) {

    /** With whom components log in to the cache at first. */
    public static final String CACHE_USER = "app";

    /** The variable that holds what a secret of the application was before. */
    public static String previous(String name) {
        return name + "_PREVIOUS";
    }

    /** All of a resource. */
    public static List<Generated> of(Owner owner, PromptLibrarySpec spec) {
        List<Generated> all = new ArrayList<>();
        if (spec.database().engine() == Database.Engine.Embedded) {
            all.add(database(owner));
        }
        if (spec.cache().engine() == Cache.Engine.Embedded) {
            all.add(cache(owner));
        }
        if (!spec.secrets().generate().isEmpty()) {
            all.add(application(owner, spec));
        }
        if (spec.backup().enabled() && spec.backup().repository().passwordRef() == null) {
            all.add(backup(owner));
        }
        return all;
    }

    public static Generated database(Owner owner) {
        return new Generated(
                Names.database(owner),
                List.of(password(Credentials.SUPERUSER_PASSWORD), password(Credentials.PASSWORD)));
    }

    public static Generated cache(Owner owner) {
        return new Generated(
                Names.cache(owner),
                List.of(password(Credentials.MAINTENANCE_PASSWORD), password(Credentials.PASSWORD)));
    }

    public static Generated application(Owner owner, PromptLibrarySpec spec) {
        return new Generated(Names.secrets(owner), spec.secrets().generate());
    }

    public static Generated backup(Owner owner) {
        return new Generated(Names.backup(owner), List.of(password(Credentials.PASSWORD)));
    }

    public static GeneratedSecret password(String key) {
        return new GeneratedSecret(key, 32, GeneratedSecret.Encoding.Alphanumeric);
    }
}
