package dev.promptlib.operator.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of S3 in a namespace, with a bucket, and the Secret that opens it. */
record S3Server(KubernetesClient client, String namespace) {
    static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "admin", "AWS_SECRET_ACCESS_KEY", "adminsecret");

    static S3Server in(KubernetesClient client, String namespace) {
        S3Server server = new S3Server(client, namespace);
        client.load(S3Server.class.getResourceAsStream("/e2e/s3.yaml")).items().forEach(server::create);
        server.create(new SecretBuilder()
                .withNewMetadata()
                .withName("s3")
                .endMetadata()
                .withStringData(KEYS)
                .build());
        return server.awaitReady();
    }

    private void create(HasMetadata object) {
        object.getMetadata().setNamespace(namespace);
        if (object instanceof Pod pod) {
            pod.getSpec().setTerminationGracePeriodSeconds(0L);
        }
        client.resource(object).create();
    }

    S3Server awaitReady() {
        pod().waitUntilReady(120, TimeUnit.SECONDS);
        return this;
    }

    private PodResource pod() {
        return client.pods().inNamespace(namespace).withName("s3");
    }

    /** It dies, its data stays, and nothing that answers takes its place. */
    void kill() {
        run("busybox:1");
        pod().waitUntilCondition(pod -> !Readiness.isPodReady(pod), 120, TimeUnit.SECONDS);
    }

    void revive(String image) {
        run(image);
        awaitReady();
    }

    String image() {
        return pod().get().getSpec().getContainers().get(0).getImage();
    }

    private void run(String image) {
        pod().edit(pod -> {
            pod.getSpec().getContainers().get(0).setImage(image);
            return pod;
        });
    }
}
