package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** What every pod and container has to have for Pod Security's restricted level. */
final class Secure {
    private Secure() {}

    static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    /** A pod that runs as the image's user, which has to be another than root. */
    static PodSecurityContext pod() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    /** A pod that runs as a user whose group owns the volumes. */
    static PodSecurityContext pod(long user, long group) {
        return pod().edit()
                .withRunAsUser(user)
                .withRunAsGroup(group)
                .withFsGroup(group)
                .withFsGroupChangePolicy("OnRootMismatch")
                .build();
    }
}
