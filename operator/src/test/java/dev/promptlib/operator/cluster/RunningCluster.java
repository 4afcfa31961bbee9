package dev.promptlib.operator.cluster;

import java.nio.file.Path;

/** A cluster and the kubeconfig of its administrator. Whoever started it has told TestRun how to stop it. */
record RunningCluster(String origin, Path kubeconfig) {}
