package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Exposure;
import dev.promptlib.operator.api.PodSettings;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What Kubernetes would do for a spec and Docker will not: it is said, instead of left out in silence. */
final class Shortfalls {
    private final List<String> said = new ArrayList<>();

    private Shortfalls() {}

    static List<String> of(Input input, boolean hardened) {
        Shortfalls shortfalls = new Shortfalls();
        shortfalls.always(input);
        input.spec().components().forEach(shortfalls::component);
        if (input.spec().networkPolicy().enabled()) {
            shortfalls.network(input, hardened);
        }
        if (input.spec().exposure() != null) {
            shortfalls.exposure(input.spec().exposure());
        }
        return shortfalls.said;
    }

    private void always(Input input) {
        said.add("A program that runs but no longer answers is not started again: it is only shown as unhealthy.");
        said.add("An update stops all containers of a service before it starts the new ones.");
        said.add("Volumes have no size of their own, and reserved processors are not kept for anyone.");
        if (Boolean.TRUE.equals(input.spec().update().backupFirst())) {
            said.add(
                    "update.backupFirst: no backup is made before an update. Run `docker compose run --rm backup now`.");
        }
        if (Boolean.TRUE.equals(input.spec().suspend())) {
            said.add("suspend: nothing is suspended here.");
        }
    }

    private void component(Component component) {
        String name = component.name() + ": ";
        if (component.autoscaling() != null) {
            said.add(name + "autoscaling: there are " + component.autoscaling().min()
                    + " containers, whatever the load.");
        }
        if (component.pod().runAsUser() == null) {
            said.add(name
                    + "nothing sees to it that the image's user is not root, or may write to writablePaths that the"
                    + " image has: set pod.runAsUser.");
        }
        if (!component.imagePullSecrets().isEmpty()) {
            said.add(name + "imagePullSecrets: run `docker login` for its registry.");
        }
        if (placed(component.pod())) {
            said.add(name + "pod: where pods run and what they carry has no meaning on one machine.");
        }
        component.env().stream()
                .filter(Shortfalls::ofThePod)
                .forEach(variable ->
                        said.add(name + "env " + variable.getName() + " is left out, as it is about the pod."));
    }

    private static boolean placed(PodSettings pod) {
        return Stream.of(
                        pod.nodeSelector(),
                        pod.tolerations(),
                        pod.affinity(),
                        pod.topologySpreadConstraints(),
                        pod.priorityClassName(),
                        pod.annotations(),
                        pod.labels(),
                        pod.serviceAccountName())
                .anyMatch(Objects::nonNull);
    }

    private static boolean ofThePod(EnvVar variable) {
        return variable.getValueFrom() != null
                && (variable.getValueFrom().getFieldRef() != null
                        || variable.getValueFrom().getResourceFieldRef() != null);
    }

    private void network(Input input, boolean hardened) {
        said.add("networkPolicy: networks keep services apart, but not the ports of one service.");
        if (!input.spec().networkPolicy().allowTo().isEmpty()) {
            said.add(
                    hardened
                            ? "networkPolicy.allowTo: in the hardened profile components reach nothing outside."
                            : "networkPolicy.allowTo: components reach everything outside, not only what is allowed.");
        }
        if (input.spec().networkPolicy().allowFrom() != null) {
            said.add("networkPolicy.allowFrom: components are reached by each other and the proxy only.");
        }
    }

    private void exposure(Exposure exposure) {
        if (exposure.className() != null || !exposure.annotations().isEmpty()) {
            said.add("exposure: className and annotations are for an ingress controller; Caddy knows nothing of them.");
        }
        if (exposure.tls() != null && exposure.tls().issuer() != null) {
            said.add("exposure.tls.issuer: Caddy gets the certificate itself, by ACME, or for localhost from its own"
                    + " authority.");
        }
    }
}
