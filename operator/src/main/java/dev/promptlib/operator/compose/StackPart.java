package dev.promptlib.operator.compose;

import java.util.List;
import java.util.Set;

/**
 * One service, and what the others have to do for it.
 *
 * @param files what is written before it starts
 * @param owned its volumes, and whom they have to belong to
 * @param variables the secret values that it takes as variables, from .env
 */
record StackPart(
        String name, Service service, List<PreparedFile> files, List<OwnedVolume> owned, Set<SecretKey> variables) {

    /**
     * A file in a volume of which the service reads.
     *
     * @param live whether the service notices by itself that it has changed
     */
    record PreparedFile(String volume, String name, Secrets.Source source, boolean live) {}

    /** A volume with data, and the user and group that write it. */
    record OwnedVolume(String volume, String user) {}

    /** One for which nothing has to be done. */
    static StackPart alone(String name, Service service) {
        return new StackPart(name, service, List.of(), List.of(), Set.of());
    }

    StackPart with(Service changed) {
        return new StackPart(name, changed, files, owned, variables);
    }
}
