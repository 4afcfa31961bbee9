package dev.promptlib.operator.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pod as a CronJob of the backups would start it, which waits to be told what to run instead of running it. */
record Workbench(KubernetesClient client, Pod pod) {
    private static final String WAIT = "trap 'exit 0' TERM; while :; do sleep 1; done";

    static Workbench like(KubernetesClient client, Stack stack, String cronJob, String name) {
        var template = client.batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace())
                .withName(cronJob)
                .get()
                .getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(stack.namespace())
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        pod.getSpec().getContainers().get(0).setCommand(List.of("bash", "-c", WAIT));
        client.resource(pod).create();
        return new Workbench(client, client.resource(pod).waitUntilReady(120, TimeUnit.SECONDS));
    }

    PodShell shell() {
        return new PodShell(
                client, pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }

    /** Runs one of the scripts as a run of its own. */
    PodShell.Outcome run(String script, String run, String environment) {
        return shell().attempt("rm -rf /backup/*; " + environment + " RUN=" + run + " bash /scripts/" + script);
    }

    String result() {
        return shell().run("cat /dev/termination-log");
    }

    void delete() {
        client.pods().resource(pod).withGracePeriod(0).delete();
    }
}
