package dev.promptlib.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/** What tells one cluster from another in the same place, and from none. */
final class ClusterIdentity {
    private ClusterIdentity() {}

    static String of(KubernetesClient client) {
        try {
            return client.namespaces()
                    .withName("kube-system")
                    .get()
                    .getMetadata()
                    .getUid();
        } catch (KubernetesClientException e) {
            throw Failure.noCluster(
                    "the cluster " + client.getMasterUrl() + " does not answer: " + reason(e),
                    "start it, or use another one: --context NAME, --cluster k3s or --cluster localkube");
        }
    }

    /** Whether nobody was there to answer a request. */
    static boolean isSilent(Exception e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return e instanceof KubernetesClientException refused && refused.getStatus() == null && cause != null;
    }

    static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
