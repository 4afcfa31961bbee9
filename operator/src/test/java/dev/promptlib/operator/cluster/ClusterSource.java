package dev.promptlib.operator.cluster;

/** One way to come by a cluster. */
interface ClusterSource {
    RunningCluster start(Tier tier) throws ClusterUnavailable;
}
