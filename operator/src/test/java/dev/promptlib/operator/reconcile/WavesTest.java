package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WavesTest {
    private final Waves waves = new Waves(4);

    @Test
    void startPodsAfterWhatTheyReadAndWatchThemAfterThat() {
        List<String> done = new CopyOnWriteArrayList<>();
        waves.forEach(
                of("HorizontalPodAutoscaler", "Deployment", "ConfigMap", "StatefulSet", "Secret"),
                object -> done.add(object.getKind()));
        assertThat(done.subList(0, 2)).containsExactlyInAnyOrder("ConfigMap", "Secret");
        assertThat(done.subList(2, 4)).containsExactlyInAnyOrder("Deployment", "StatefulSet");
        assertThat(done).endsWith("HorizontalPodAutoscaler").hasSize(5);
    }

    @Test
    void workAtTheSameTimeOnWhatDoesNotNeedEachOther() {
        CyclicBarrier allAreHere = new CyclicBarrier(3);
        waves.forEach(of("ConfigMap", "Secret", "Service"), object -> {
            try {
                allAreHere.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void hideNoError() {
        assertThatThrownBy(() -> waves.forEach(of("ConfigMap", "Secret"), object -> {
                    if (object.getKind().equals("Secret")) {
                        throw new IllegalStateException("a mistake");
                    }
                }))
                .hasStackTraceContaining("a mistake");
    }

    private static List<HasMetadata> of(String... kinds) {
        return Stream.of(kinds)
                .<HasMetadata>map(kind ->
                        new GenericKubernetesResourceBuilder().withKind(kind).build())
                .toList();
    }
}
