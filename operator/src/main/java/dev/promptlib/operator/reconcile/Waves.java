package dev.promptlib.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Works on the objects of a resource in waves: at the same time on those that do not need each other, as each is a round trip, but
 * on what starts pods only when there is what the pods read, and on what watches over it only then.
 */
final class Waves {
    private static final Set<String> STARTS_PODS = Set.of("CronJob", "Deployment", "Job", "StatefulSet");
    private static final Set<String> WATCHES_OVER = Set.of("HorizontalPodAutoscaler", "PodDisruptionBudget");

    private final ExecutorService hands;

    Waves(int hands) {
        this.hands = Executors.newFixedThreadPool(hands, work -> {
            Thread thread = new Thread(work, "apply");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the work for each object. It must not fail. */
    void forEach(List<HasMetadata> objects, Consumer<HasMetadata> work) {
        objects.stream()
                .collect(Collectors.groupingBy(Waves::wave, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(wave -> together(wave, work));
    }

    private static int wave(HasMetadata object) {
        return STARTS_PODS.contains(object.getKind()) ? 1 : WATCHES_OVER.contains(object.getKind()) ? 2 : 0;
    }

    private void together(List<HasMetadata> objects, Consumer<HasMetadata> work) {
        List<Future<?>> others = new ArrayList<>();
        objects.stream().skip(1).forEach(object -> others.add(hands.submit(() -> work.accept(object))));
        work.accept(objects.get(0));
        for (Future<?> other : others) {
            await(other);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while objects were applied", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
