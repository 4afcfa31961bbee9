package dev.promptlib.operator.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Says of pods that no node runs what becomes of them, by their images: most work, and a Job's end well. The cluster's own controllers make of that
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

    /** Room again, also for those that wait. */
    public void attend(String namespace) {
        ignored.remove(namespace);
        pods.getStore().list().forEach(this::onAdd);
    }

    @Override
    public void onAdd(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() == null
                && !ignored.contains(pod.getMetadata().getNamespace())
                && "Pending".equals(pod.getStatus().getPhase())
                && pod.getStatus().getContainerStatuses().isEmpty()) {
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
        try {
            client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Fate.of(pod).status(pod));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                TestRun.say("a pod's status is refused: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        pods.stop();
        hands.shutdownNow();
    }
}
