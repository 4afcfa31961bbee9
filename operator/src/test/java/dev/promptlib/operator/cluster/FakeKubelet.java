package dev.promptlib.operator.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says of pods that no node runs that they work, and of a Job's that they ended well. The cluster's own controllers make of that
 * what they make of it in life, so that Deployments, StatefulSets and Jobs have true statuses.
 */
public final class FakeKubelet implements AutoCloseable, ResourceEventHandler<Pod> {
    private final KubernetesClient client;
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final ExecutorService hands = Executors.newFixedThreadPool(4);
    private final SharedIndexInformer<Pod> pods;

    private FakeKubelet(KubernetesClient client, String selector) {
        this.client = client;
        this.pods = client.pods().inAnyNamespace().withLabelSelector(selector).runnableInformer(0);
    }

    /** For the pods with these labels in all namespaces. */
    public static FakeKubelet start(TestCluster cluster, String selector) {
        FakeKubelet kubelet = new FakeKubelet(cluster.client(), selector);
        kubelet.pods.addEventHandler(kubelet);
        kubelet.pods.run();
        return kubelet;
    }

    /** As if no node had room for the pods of this namespace. */
    public void ignore(String namespace) {
        ignored.add(namespace);
    }

    @Override
    public void onAdd(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() == null
                && !ignored.contains(pod.getMetadata().getNamespace())
                && "Pending".equals(pod.getStatus().getPhase())) {
            hands.submit(() -> report(pod));
        }
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
        onAdd(now);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
        // It needs no farewell.
    }

    private void report(Pod pod) {
        boolean ends = "Never".equals(pod.getSpec().getRestartPolicy());
        try {
            client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), ends ? succeeded(pod) : running(pod));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                TestRun.say("a pod's status is refused: " + e.getMessage());
            }
        }
    }

    private static String running(Pod pod) {
        String now = now();
        return """
                {"status":{"phase":"Running","startTime":"%1$s","conditions":[
                {"type":"Ready","status":"True","lastTransitionTime":"%1$s"},
                {"type":"ContainersReady","status":"True","lastTransitionTime":"%1$s"}],
                "containerStatuses":[%2$s]}}"""
                .formatted(
                        now,
                        containers(
                                pod,
                                container ->
                                        """
                        "ready":true,"state":{"running":{"startedAt":"%s"}}"""
                                                .formatted(now)));
    }

    private static String succeeded(Pod pod) {
        String now = now();
        return """
                {"status":{"phase":"Succeeded","startTime":"%1$s","containerStatuses":[%2$s]}}"""
                .formatted(
                        now,
                        containers(
                                pod,
                                container ->
                                        """
                                "ready":false,"state":{"terminated":{"exitCode":0,"reason":"Completed",\
                                "startedAt":"%1$s","finishedAt":"%1$s"}}"""
                                                .formatted(now)));
    }

    private static String containers(Pod pod, Function<Container, String> state) {
        return pod.getSpec().getContainers().stream()
                .map(container ->
                        """
                        {"name":"%s","image":"%s","imageID":"","restartCount":0,%s}"""
                                .formatted(container.getName(), container.getImage(), state.apply(container)))
                .collect(Collectors.joining(","));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        pods.stop();
        hands.shutdownNow();
    }
}
