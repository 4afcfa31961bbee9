package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.desired.Owner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final Owner SHOP = new Owner("shop", "prod", "1");
    private static final Owner NEIGHBOUR = new Owner("shop", "test", "2");
    private static final String SIZE = "promptlib.backup.last.size.bytes";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Measures measures = new Measures(registry);

    @Test
    void forgetsWhatTheStatusSaysNoMore() {
        measures.status(SHOP, status(true, 9), 1);
        measures.status(NEIGHBOUR, status(true, 9), 1);
        assertThat(sizes("prod")).containsExactly(9.0);

        measures.status(SHOP, status(false, 0), 2);
        assertThat(sizes("prod")).isEmpty();
        assertThat(sizes("test")).containsExactly(9.0);
        assertThat(registry.get("promptlib.generation.lag")
                        .tag("namespace", "prod")
                        .gauge()
                        .value())
                .isEqualTo(1);

        measures.status(SHOP, status(true, 7), 2);
        assertThat(sizes("prod")).containsExactly(7.0);
    }

    @Test
    void ofAResourceThatIsGoneNothingIsLeft() {
        measures.status(SHOP, status(true, 9), 1);
        measures.status(NEIGHBOUR, status(true, 9), 1);

        measures.forget(SHOP);

        assertThat(sizes("prod")).isEmpty();
        assertThat(sizes("test")).containsExactly(9.0);
        measures.status(SHOP, status(true, 7), 1);
        assertThat(sizes("prod")).containsExactly(7.0);
    }

    private List<Double> sizes(String namespace) {
        return registry.find(SIZE).tag("namespace", namespace).gauges().stream()
                .map(Gauge::value)
                .toList();
    }

    private static PromptLibraryStatus status(boolean backups, long bytes) {
        var last = new BackupStatus.Backed("a1", "2026-11-01T03:00:00Z", "schedule", 9L, bytes, 9L, 3L, 9L, "r");
        return new PromptLibraryStatus(
                1L,
                PromptLibraryStatus.Phase.Ready,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                backups ? new BackupStatus(last, null, null, null) : null,
                null,
                List.of(),
                null);
    }
}
