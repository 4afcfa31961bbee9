package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.desired.Owner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The operator's own figures, per resource. */
@Singleton
final class Measures {
    private record Gauges(AtomicLong ready, AtomicLong lag) {}

    private final MeterRegistry registry;
    private final Map<Tags, Gauges> gauges = new ConcurrentHashMap<>();

    Measures(MeterRegistry registry) {
        this.registry = registry;
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void finished(Timer.Sample sample, Owner owner, ApplyReport report) {
        Tags tags = tags(owner);
        sample.stop(registry.timer("promptlib.reconcile", tags));
        registry.counter("promptlib.writes", tags).increment(report.writes());
        registry.counter("promptlib.errors", tags).increment(report.failures().size());
        registry.counter("promptlib.drift.repaired", tags)
                .increment(report.repaired().size());
    }

    void status(Owner owner, PromptLibraryStatus status, long generation) {
        Gauges own = gauges.computeIfAbsent(tags(owner), tags -> {
            Gauges made = new Gauges(new AtomicLong(), new AtomicLong());
            registry.gauge("promptlib.ready", tags, made.ready());
            registry.gauge("promptlib.generation.lag", tags, made.lag());
            return made;
        });
        own.ready().set(status.phase() == PromptLibraryStatus.Phase.Ready ? 1 : 0);
        own.lag().set(generation - (status.observedGeneration() == null ? 0 : status.observedGeneration()));
    }

    void forget(Owner owner) {
        Tags tags = tags(owner);
        gauges.remove(tags);
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("promptlib."))
                .filter(meter -> Tags.of(meter.getId().getTagsAsIterable()).equals(tags))
                .forEach(registry::remove);
    }

    private static Tags tags(Owner owner) {
        return Tags.of("namespace", owner.namespace(), "resource", owner.name());
    }
}
