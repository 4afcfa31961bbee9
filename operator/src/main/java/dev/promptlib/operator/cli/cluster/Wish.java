package dev.promptlib.operator.cli.cluster;

import java.util.Optional;

/** What the caller said about the cluster. */
public record Wish(Optional<String> context, Optional<Kind> kind) {
    /** The values of --cluster. */
    public enum Kind {
        current,
        k3s,
        localkube
    }

    public static Wish none() {
        return new Wish(Optional.empty(), Optional.empty());
    }
}
