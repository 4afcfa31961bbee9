package dev.promptlib.operator.cli.cluster;

import java.util.Optional;

/** What this machine can start. */
public interface Machine {
    /** Why k3s cannot be started, or nothing. */
    Optional<String> lacksForK3s();

    /** Why localkube cannot be started, or nothing. */
    Optional<String> lacksForLocalkube();
}
