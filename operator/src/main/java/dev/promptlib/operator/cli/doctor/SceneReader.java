package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.exec.PodCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what a diagnosis looks at. */
record SceneReader(Target target) {
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
    private static final Map<String, String> OPERATOR =
            Map.of("app.kubernetes.io/part-of", "promptlib", "app.kubernetes.io/component", "operator");
    private static final List<Class<? extends HasMetadata>> MAKERS_OF_PODS =
            List.of(ReplicaSet.class, StatefulSet.class, CronJob.class, Job.class);

    Scene read() {
        KubernetesClient client = target.client();
        List<Pod> pods = target.pods();
        List<PersistentVolumeClaim> claims = own(PersistentVolumeClaim.class);
        Stream<HasMetadata> makers = MAKERS_OF_PODS.stream().flatMap(kind -> own(kind).stream());
        return new Scene(
                target.library(),
                pods,
                OwnEvents.among(
                        client.v1()
                                .events()
                                .inNamespace(target.namespace())
                                .list()
                                .getItems(),
                        Stream.of(pods.stream(), claims.stream(), makers).flatMap(objects -> objects)),
                claims,
                own(Ingress.class),
                own(HorizontalPodAutoscaler.class),
                allowed(() -> client.apps()
                        .deployments()
                        .inAnyNamespace()
                        .withLabels(OPERATOR)
                        .list()
                        .getItems()),
                allowed(() -> client.network().v1().ingressClasses().list().getItems().stream()
                        .map(each -> each.getMetadata().getName())
                        .toList()),
                allowed(() -> client.storage().v1().storageClasses().list().getItems().stream()
                        .sorted(Comparator.comparing(SceneReader::isDefault).reversed())
                        .map(each -> each.getMetadata().getName())
                        .toList()),
                pods.stream()
                        .filter(pod -> Target.part(pod).equals("database") && Readiness.isPodReady(pod))
                        .findFirst()
                        .flatMap(this::disk),
                Instant.now());
    }

    private <T extends HasMetadata> List<T> own(Class<T> kind) {
        return target.client()
                .resources(kind)
                .inNamespace(target.namespace())
                .withLabels(target.labels())
                .list()
                .getItems();
    }

    private static boolean isDefault(StorageClass storageClass) {
        Map<String, String> annotations = storageClass.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(DEFAULT_CLASS));
    }

    /** Things of the whole cluster are not for everybody to see. */
    private static <T> Optional<T> allowed(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private Optional<Integer> disk(Pod pod) {
        try {
            String text = new PodCommand(
                            target.client(),
                            target.namespace(),
                            pod.getMetadata().getName(),
                            "postgres",
                            List.of("df", "-P", "/var/lib/postgresql/data"))
                    .capture(Duration.ofSeconds(20))
                    .text();
            return text.lines().reduce((first, later) -> later).map(line -> line.split("\\s+")).stream()
                    .filter(words -> words.length > 4 && words[4].matches("[0-9]+%"))
                    .map(words -> Integer.valueOf(words[4].replace("%", "")))
                    .findFirst();
        } catch (Failure | KubernetesClientException e) {
            return Optional.empty();
        }
    }
}
