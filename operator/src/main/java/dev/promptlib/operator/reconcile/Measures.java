package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.desired.Owner;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The operator's own figures, per resource. */
@Singleton
final class Measures {
    /** A figure of any resource. */
    private record Figure(String name, Tags tags) {}

    private final MeterRegistry registry;
    private final Map<Tags, Map<Figure, AtomicLong>> gauges = new ConcurrentHashMap<>();

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

    /** What a status says no more, such as of backups that were turned off, is no figure any more. */
    void status(Owner owner, PromptLibraryStatus status, long generation) {
        Tags resource = tags(owner);
        Map<Figure, Long> figures = figures(status, generation);
        Map<Figure, AtomicLong> known = gauges.computeIfAbsent(resource, r -> new ConcurrentHashMap<>());
        figures.forEach((figure, value) ->
                known.computeIfAbsent(figure, f -> gauge(resource, f)).set(value));
        known.keySet().stream()
                .filter(figure -> !figures.containsKey(figure))
                .toList()
                .forEach(figure -> {
                    known.remove(figure);
                    remove(meter -> meter.getName().equals(figure.name())
                            && Tags.of(meter.getTags()).equals(resource.and(figure.tags())));
                });
    }

    private static Map<Figure, Long> figures(PromptLibraryStatus status, long generation) {
        Map<Figure, Long> figures = new HashMap<>();
        figures.put(figure("promptlib.ready"), status.phase() == PromptLibraryStatus.Phase.Ready ? 1L : 0);
        figures.put(
                figure("promptlib.generation.lag"),
                generation - (status.observedGeneration() == null ? 0 : status.observedGeneration()));
        if (status.backup() != null) {
            backup(figures, status);
        }
        for (RotationStatus secret : status.rotated()) {
            Tags kind = Tags.of("kind", secret.kind().name());
            figures.put(new Figure("promptlib.secret.timestamp.seconds", kind), epoch(secret.since()));
        }
        return figures;
    }

    private static void backup(Map<Figure, Long> figures, PromptLibraryStatus status) {
        BackupStatus.Backed last = status.backup().last();
        if (last != null) {
            figures.put(figure("promptlib.backup.last.timestamp.seconds"), epoch(last.finished()));
            figures.put(figure("promptlib.backup.last.size.bytes"), last.bytes());
            figures.put(figure("promptlib.backup.last.duration.seconds"), last.seconds());
        }
        BackupStatus.Proved verified = status.backup().verified();
        if (verified != null) {
            figures.put(figure("promptlib.backup.verified.timestamp.seconds"), epoch(verified.finished()));
        }
        figures.put(figure("promptlib.backup.failing"), isFalse(status, Condition.Type.BackupSucceeded));
        figures.put(figure("promptlib.backup.verification.failing"), isFalse(status, Condition.Type.BackupVerified));
    }

    private static Figure figure(String name) {
        return new Figure(name, Tags.empty());
    }

    private static long epoch(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private static long isFalse(PromptLibraryStatus status, Condition.Type type) {
        return status.conditions().stream()
                .filter(c -> c.type() == type && c.status() == Condition.Status.False)
                .count();
    }

    private AtomicLong gauge(Tags resource, Figure figure) {
        return registry.gauge(figure.name(), resource.and(figure.tags()), new AtomicLong());
    }

    void forget(Owner owner) {
        Tags resource = tags(owner);
        gauges.remove(resource);
        remove(meter -> meter.getName().startsWith("promptlib.")
                && Tags.of(meter.getTags()).and(resource).equals(Tags.of(meter.getTags())));
    }

    private void remove(Predicate<Meter.Id> which) {
        registry.getMeters().stream().filter(meter -> which.test(meter.getId())).forEach(registry::remove);
    }

    private static Tags tags(Owner owner) {
        return Tags.of("namespace", owner.namespace(), "resource", owner.name());
    }
}
