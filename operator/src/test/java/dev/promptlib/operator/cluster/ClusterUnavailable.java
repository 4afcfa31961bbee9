package dev.promptlib.operator.cluster;

/** Why a cluster of one kind cannot be had here, and what to do to have it. */
final class ClusterUnavailable extends Exception {
    ClusterUnavailable(String reason) {
        super(reason);
    }
}
