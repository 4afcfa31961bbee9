package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.desired.Owner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The operator's own figures, per resource. */
@Singleton
final class Measures {
    private record Meter(String name, Tags tags) {}

    private final MeterRegistry registry;
    private final Map<Meter, AtomicLong> gauges = new ConcurrentHashMap<>();

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
        Tags tags = tags(owner);
        set("promptlib.ready", tags, status.phase() == PromptLibraryStatus.Phase.Ready ? 1 : 0);
        set(
                "promptlib.generation.lag",
                tags,
                generation - (status.observedGeneration() == null ? 0 : status.observedGeneration()));
        if (status.backup() != null) {
            backup(tags, status);
        }
        for (RotationStatus secret : status.rotated()) {
            set(
                    "promptlib.secret.timestamp.seconds",
                    tags.and("kind", secret.kind().name()),
                    epoch(secret.since()));
        }
    }

    private void backup(Tags tags, PromptLibraryStatus status) {
        BackupStatus.Backed last = status.backup().last();
        if (last != null) {
            set("promptlib.backup.last.timestamp.seconds", tags, epoch(last.finished()));
            set("promptlib.backup.last.size.bytes", tags, last.bytes());
            set("promptlib.backup.last.duration.seconds", tags, last.seconds());
        }
        BackupStatus.Proved verified = status.backup().verified();
        if (verified != null) {
            set("promptlib.backup.verified.timestamp.seconds", tags, epoch(verified.finished()));
        }
        set("promptlib.backup.failing", tags, isFalse(status, Condition.Type.BackupSucceeded));
        set("promptlib.backup.verification.failing", tags, isFalse(status, Condition.Type.BackupVerified));
    }

    private static long epoch(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private static long isFalse(PromptLibraryStatus status, Condition.Type type) {
        return status.conditions().stream()
                .filter(c -> c.type() == type && c.status() == Condition.Status.False)
                .count();
    }

    private void set(String name, Tags tags, long value) {
        gauges.computeIfAbsent(new Meter(name, tags), meter -> registry.gauge(name, tags, new AtomicLong()))
                .set(value);
    }

    void forget(Owner owner) {
        Tags tags = tags(owner);
        gauges.keySet().removeIf(meter -> isOf(tags, meter.tags()));
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("promptlib."))
                .filter(meter -> isOf(tags, Tags.of(meter.getId().getTagsAsIterable())))
                .forEach(registry::remove);
    }

    private static boolean isOf(Tags resource, Tags meter) {
        return meter.and(resource).equals(meter);
    }

    private static Tags tags(Owner owner) {
        return Tags.of("namespace", owner.namespace(), "resource", owner.name());
    }
}
