package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.Applier;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.apply.Pruner;
import dev.promptlib.operator.desired.DatabaseSetup;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.observe.Observation;
import dev.promptlib.operator.observe.Observer;
import dev.promptlib.operator.observe.SetupState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies what is wanted: the foundation first, the components' workloads when it is ready. */
final class Rollout {
    private static final Duration SETUP_RETRY = Duration.ofSeconds(30);

    private final Applier applier;
    private final Pruner pruner;
    private final Children children;
    private final Observer observer;
    private final Waves waves;

    Rollout(Applier applier, Pruner pruner, Children children, Observer observer, Waves waves) {
        this.applier = applier;
        this.pruner = pruner;
        this.children = children;
        this.observer = observer;
        this.waves = waves;
    }

    /** Returns the digest of what has been applied. */
    String carryOut(Input input, String digest, ApplyReport report) {
        Owner owner = input.owner();
        Desired desired = Desired.of(input);
        List<HasMetadata> now = Stream.concat(
                        desired.foundation().stream(),
                        desired.workloads().stream().filter(w -> exists(w, owner)))
                .toList();
        applier.recall(now, digest, owner, children);
        replaceFailedSetup(input, report);
        waves.forEach(now, object -> apply(object, desired, input, report));
        Observation seen = observer.observe(input);
        List<HasMetadata> applied = now;
        if (seen.databaseReady(input) && seen.cacheReady(input)) {
            List<HasMetadata> rest =
                    desired.workloads().stream().filter(w -> !now.contains(w)).toList();
            waves.forEach(rest, object -> apply(object, desired, input, report));
            applied = desired.all().toList();
        }
        pruner.prune(owner, desired.all(), children, report);
        return applier.digest(applied);
    }

    private boolean exists(HasMetadata object, Owner owner) {
        return children.get(object.getClass(), owner, object.getMetadata().getName())
                .isPresent();
    }

    private void apply(HasMetadata object, Desired desired, Input input, ApplyReport report) {
        if (report.namespaceEnds()) {
            return;
        }
        try {
            report.add(object, applier.apply(object, desired.atFirst(object), input.owner(), children));
        } catch (RuntimeException e) {
            report.add(object, e, remedy(object, input));
        }
    }

    /** A storage class that cannot let a volume grow must not be a dead end. */
    private static String remedy(HasMetadata object, Input input) {
        return object instanceof PersistentVolumeClaim
                ? input.volumes()
                        .of(object.getMetadata().getName())
                        .map(size ->
                                "The volume stays as it is, with " + size.least() + ": set that size again, or let its"
                                        + " storage class grow volumes (allowVolumeExpansion: true)")
                        .orElse("")
                : "";
    }

    /** What a server refused once it may accept later: a failed setup is tried again, at an easy pace. */
    private void replaceFailedSetup(Input input, ApplyReport report) {
        if (input.embedsDatabase()) {
            String name = DatabaseSetup.job(input).getMetadata().getName();
            children.get(Job.class, input.owner(), name)
                    .filter(job -> {
                        JobRun run = JobRun.of(job, List.of());
                        return run.state() == JobRun.State.FAILED
                                && Instant.parse(run.finished())
                                        .plus(SETUP_RETRY)
                                        .isBefore(Instant.now());
                    })
                    .ifPresent(job -> pruner.delete(job, report));
        }
    }

    /** When to look again although nothing happens. */
    Optional<Duration> nextLook(Input input, Observation seen) {
        return seen.setup().progress() == SetupState.Progress.FAILED
                        && !input.spec().suspend()
                ? Optional.of(SETUP_RETRY.plusSeconds(1))
                : Optional.empty();
    }
}
