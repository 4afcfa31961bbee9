package dev.promptlib.operator.apply;

import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** The API server's word that nothing can be made any more, because the whole namespace is being deleted. */
public final class NamespaceEnds {
    private NamespaceEnds() {}

    public static boolean isCauseOf(RuntimeException failure) {
        return failure instanceof KubernetesClientException e
                && Optional.ofNullable(e.getStatus())
                        .map(status -> status.getDetails())
                        .map(StatusDetails::getCauses)
                        .filter(causes ->
                                causes.stream().anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason())))
                        .isPresent();
    }
}
