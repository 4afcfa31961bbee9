package dev.promptlib.operator.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A cluster and the kubeconfig of its administrator. Whoever started it has told TestRun how to stop it. */
record RunningCluster(String origin, Path kubeconfig, ImageStore images, Supplier<URI> ingress) {
    /** One whose ingress controller, if there is any, the tests do not know. */
    RunningCluster(String origin, Path kubeconfig, ImageStore images) {
        this(origin, kubeconfig, images, () -> null);
    }
}
