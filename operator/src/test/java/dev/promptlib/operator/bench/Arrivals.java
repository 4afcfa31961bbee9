package dev.promptlib.operator.bench;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Sees, for both sides alike, when the last child of each stack comes. */
final class Arrivals implements AutoCloseable {
    private final Map<String, CompletableFuture<Long>> times = new ConcurrentHashMap<>();
    private final Watch watch;

    Arrivals(KubernetesClient client, String namespace) {
        watch = client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .watch(new Seen());
    }

    /** When it came, as System.nanoTime(). */
    long of(Stack stack) {
        try {
            return time(stack.lastChild()).get(5, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(stack + " has no last child", e);
        }
    }

    private CompletableFuture<Long> time(String child) {
        return times.computeIfAbsent(child, name -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        watch.close();
    }

    private final class Seen implements Watcher<HorizontalPodAutoscaler> {
        @Override
        public void eventReceived(Action action, HorizontalPodAutoscaler child) {
            time(child.getMetadata().getName()).complete(System.nanoTime());
        }

        @Override
        public void onClose(WatcherException cause) {
            times.values().forEach(time -> time.completeExceptionally(cause));
        }
    }
}
