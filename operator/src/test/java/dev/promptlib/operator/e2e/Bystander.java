package dev.promptlib.operator.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A pod that belongs to nobody: it tries what it should not be able to do, and asks the application as its users do. */
record Bystander(KubernetesClient client, Pod pod) {
    private static final String WAIT = "trap 'exit 0' TERM; while :; do sleep 1; done";

    /** One that has PostgreSQL's client programs and bash. */
    static Bystander in(KubernetesClient client, String namespace) {
        return started(client, namespace, "bystander", "postgres:17", WAIT, Map.of());
    }

    /** One that wears labels, to pass for something else. */
    static Bystander in(KubernetesClient client, String namespace, String name, Map<String, String> labels) {
        return started(client, namespace, name, "postgres:17", WAIT, labels);
    }

    /** One that asks for a URL without a pause until it is told to stop, and says of each request how it went. */
    static Bystander askingFor(KubernetesClient client, String namespace, String url) {
        String loop = "trap 'exit 0' TERM; while :; do wget -q -T 5 -O /dev/null " + url
                + " && echo good || echo FAILED; sleep 0.05; done";
        return started(client, namespace, "asking", "busybox:1", loop, Map.of());
    }

    PodShell shell() {
        return new PodShell(
                client, pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }

    /** Whether a TCP connection comes about. */
    boolean reaches(String host, int port) {
        return shell().attempt("timeout 3 bash -c '</dev/tcp/" + host + "/" + port + "'")
                .succeeded();
    }

    /** What an HTTP server answers, with its head. */
    String asks(String host, int port, String path) {
        return shell().run("timeout 20 bash -c 'exec 3<>/dev/tcp/" + host + "/" + port + "; printf \"GET " + path
                + " HTTP/1.1\\r\\nHost: " + host + "\\r\\nConnection: close\\r\\n\\r\\n\" >&3; cat <&3'");
    }

    String log() {
        return client.pods().resource(pod).getLog();
    }

    long said(String word) {
        return log().lines().filter(line -> line.equals(word)).count();
    }

    void delete() {
        client.pods().resource(pod).withGracePeriod(0).delete();
    }

    private static Bystander started(
            KubernetesClient client,
            String namespace,
            String name,
            String image,
            String script,
            Map<String, String> labels) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(999L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName(name)
                .withImage(image)
                .withCommand("sh", "-c", script)
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
        client.resource(pod).create();
        return new Bystander(client, client.resource(pod).waitUntilReady(60, TimeUnit.SECONDS));
    }
}
