package dev.promptlib.operator.e2e;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every status of a namespace's only resource, as a watch tells it, and whether its pods were ready when it was told. */
final class StatusHistory implements Watcher<PromptLibrary>, AutoCloseable {
    /** One status, and how many of the stack's lasting pods were not ready just then. */
    record Entry(List<Condition> conditions, long unreadyPods) {
        Optional<Condition> condition(Condition.Type type) {
            return conditions.stream().filter(c -> c.type() == type).findFirst();
        }

        boolean isTrue(Condition.Type type) {
            return condition(type)
                    .filter(c -> c.status() == Condition.Status.True)
                    .isPresent();
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;
    private final String namespace;
    private final Watch watch;

    StatusHistory(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.watch =
                client.resources(PromptLibrary.class).inNamespace(namespace).watch(this);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The place of the first status in which a condition is True. */
    int firstTrue(Condition.Type type) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isTrue(type)) {
                return i;
            }
        }
        throw new AssertionError(type + " was never True in " + entries);
    }

    @Override
    public void eventReceived(Action action, PromptLibrary resource) {
        if (resource.getStatus() != null) {
            long unready = client.pods().inNamespace(namespace).list().getItems().stream()
                    .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                            .noneMatch(owner -> owner.getKind().equals("Job")))
                    .filter(pod -> !Readiness.isPodReady(pod))
                    .count();
            entries.add(new Entry(resource.getStatus().conditions(), unready));
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new IllegalStateException("the watch ended early", cause);
    }

    @Override
    public void close() {
        watch.close();
    }
}
