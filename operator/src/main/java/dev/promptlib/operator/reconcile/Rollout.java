package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.apply.Applier;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.apply.Pruner;
import dev.promptlib.operator.desired.CacheSetup;
import dev.promptlib.operator.desired.DatabaseSetup;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.MigrationJob;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.RepositoryKeys;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.observe.Observation;
import dev.promptlib.operator.observe.SetupState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Applies what the release is at, and deletes what nobody needs any more. */
final class Rollout {
    private static final Duration SETUP_RETRY = Duration.ofSeconds(30);

    private final Applier applier;
    private final Pruner pruner;
    private final Children children;
    private final SafetyBackups backups;
    private final Waves waves;

    Rollout(Applier applier, Pruner pruner, Children children, SafetyBackups backups, Waves waves) {
        this.applier = applier;
        this.pruner = pruner;
        this.children = children;
        this.backups = backups;
        this.waves = waves;
    }

    /** Returns the digest of what has been applied. */
    String carryOut(ReleasePlan plan, String digest, ApplyReport report) {
        Owner owner = plan.spec().owner();
        List<HasMetadata> objects = plan.objects();
        applier.recall(objects, digest, owner, children);
        replaceFailedSetup(plan.spec(), report);
        waves.forEach(objects, object -> apply(object, plan, report));
        startJob(plan, report);
        return applier.digest(objects);
    }

    /** Only what neither a release nor a pod needs. */
    void prune(PromptLibrary resource, ReleasePlan plan, ApplyReport report) {
        Predicate<HasMetadata> objects = Pruner.among(plan.objects().stream());
        pruner.prune(resource, objects.or(new Needed(plan, children)::has), children, report);
    }

    /** A Job cannot change, so it is only ever made. */
    private void startJob(ReleasePlan plan, ApplyReport report) {
        Owner owner = plan.spec().owner();
        job(plan)
                .filter(job -> children.own(Job.class, owner, job.getMetadata().getName())
                        .isEmpty())
                .ifPresent(job -> apply(job, plan, report));
    }

    private Optional<Job> job(ReleasePlan plan) {
        Owner owner = plan.spec().owner();
        if (plan.course().backsUp()) {
            return backups.job(owner, plan.course().state().target().revision());
        }
        // While a restore changes the data below it nothing may write.
        return plan.course()
                .migration()
                .filter(piece -> !plan.spec().held())
                .map(piece -> MigrationJob.of(
                        owner,
                        piece.component(),
                        piece.template(),
                        plan.course().state().target().revision()));
    }

    private void apply(HasMetadata object, ReleasePlan plan, ApplyReport report) {
        if (report.namespaceEnds()) {
            return;
        }
        try {
            report.add(
                    object,
                    applier.apply(
                            object,
                            Desired.atFirst(object, plan.objects()),
                            plan.spec().owner(),
                            children));
        } catch (RuntimeException e) {
            report.add(object, e, remedy(object, plan.spec()));
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
            replaceFailed(DatabaseSetup.job(input), input.owner(), report);
        }
        if (input.embedsCache()) {
            replaceFailed(CacheSetup.job(input), input.owner(), report);
        }
        RepositoryKeys.job(input).ifPresent(job -> replaceFailed(job, input.owner(), report));
    }

    private void replaceFailed(Job setup, Owner owner, ApplyReport report) {
        children.own(Job.class, owner, setup.getMetadata().getName())
                .filter(job -> {
                    JobRun run = JobRun.of(job, List.of());
                    return run.state() == JobRun.State.FAILED
                            && Instant.parse(run.finished()).plus(SETUP_RETRY).isBefore(Instant.now());
                })
                .ifPresent(job -> pruner.delete(job, report));
    }

    /** When to look again at a setup that failed although nothing happens. */
    Optional<Duration> nextLook(Input input, Observation seen) {
        return Stream.of(seen.setup(), seen.cacheSetup(), seen.repositoryKeys())
                                .anyMatch(setup -> setup.progress() == SetupState.Progress.FAILED)
                        && !input.spec().suspend()
                ? Optional.of(SETUP_RETRY.plusSeconds(1))
                : Optional.empty();
    }
}
