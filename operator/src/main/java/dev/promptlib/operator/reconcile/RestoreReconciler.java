package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.RequestedJobs;
import dev.promptlib.operator.desired.RestoreJobs;
import dev.promptlib.operator.desired.RestoreNames;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.restore.RestoreMachine;
import dev.promptlib.operator.restore.RestoreState;
import dev.promptlib.operator.restore.Seen;
import dev.promptlib.operator.restore.Sides;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out a restore, step by step; each is written down before it is begun, so that whoever comes next goes on. */
@ControllerConfiguration(name = "promptlibraryrestore", finalizerName = Finalizer.NAME, fieldManager = Labels.MANAGER)
public class RestoreReconciler implements Reconciler<PromptLibraryRestore>, Cleaner<PromptLibraryRestore> {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final RequestJobs<PromptLibraryRestore> jobs;
    private final RestoredLibrary libraries;
    private final StatusWriter<PromptLibraryRestore, PromptLibraryRestoreStatus> statuses;
    private final Finalizer finalizer;

    @Inject
    RestoreReconciler(KubernetesClient client) {
        this.jobs = new RequestJobs<>(client, PromptLibraryRestore.class);
        this.libraries = new RestoredLibrary(client);
        this.statuses = new StatusWriter<>(client, PromptLibraryRestore::new);
        this.finalizer = new Finalizer(client);
    }

    @Override
    public List<EventSource<?, PromptLibraryRestore>> prepareEventSources(
            EventSourceContext<PromptLibraryRestore> context) {
        return List.of(jobs.open(context));
    }

    @Override
    public UpdateControl<PromptLibraryRestore> reconcile(
            PromptLibraryRestore restore, Context<PromptLibraryRestore> context) {
        Instant now = now();
        RestoreState at = RestoreState.of(statuses.current(restore), now);
        Optional<Input> library = libraries.input(restore);
        if (at.step() == Step.Done) {
            return library.map(input -> expire(restore, at, input, now)).orElseGet(UpdateControl::noUpdate);
        }
        library.ifPresentOrElse(
                input -> advance(restore, at, input, now),
                () -> statuses.write(
                        restore,
                        at.saying(
                                        "spec.library: there is no PromptLibrary "
                                                + restore.getSpec().library()
                                                + " in this namespace: make it, with the repository in spec.backup, and it goes on")
                                .status(restore.getMetadata().getGeneration(), now)));
        return UpdateControl.<PromptLibraryRestore>noUpdate().rescheduleAfter(LOOK_AGAIN);
    }

    /** One that has begun to change something puts it back first, while there is a library to put it back to. */
    @Override
    public DeleteControl cleanup(PromptLibraryRestore restore, Context<PromptLibraryRestore> context) {
        if (finalizer.isRemoved(restore)) {
            return DeleteControl.noFinalizerRemoval();
        }
        Instant now = now();
        RestoreState at = RestoreState.of(statuses.current(restore), now);
        Optional<Input> library = libraries.input(restore);
        if (at.hasBegun()
                && library.isPresent()
                && advance(restore, at, library.get(), now).hasBegun()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
        }
        statuses.forget(restore);
        finalizer.remove(restore);
        return DeleteControl.noFinalizerRemoval();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private RestoreState advance(PromptLibraryRestore restore, RestoreState at, Input library, Instant now) {
        String keptByAnother = libraries.keptByAnother(restore);
        RestoreJobs made = new RestoreJobs(library, restore, keptByAnother);
        List<String> names = jobNames(made, restore, at);
        Optional<DatabaseMove> move = libraries.move(restore, library);
        List<JobRun> runs = move.filter(m -> DatabaseMove.does(at.step()))
                .map(m -> List.of(
                        m.progress(at.step(), at.since(now), restore.getSpec().healthSeconds())))
                .orElseGet(() -> runs(restore, names));
        Seen seen = libraries.look(restore, library, keptByAnother, move, runs);
        Sides sides = move.map(DatabaseMove::sides).orElseGet(() -> sides(made.names()));
        RestoreMachine machine = new RestoreMachine(restore.getSpec(), sides, seen, now);
        RestoreState next = machine.next(at);
        statuses.write(restore, next.status(restore.getMetadata().getGeneration(), now));
        if (machine.triesAgain(at)) {
            names.forEach(name -> jobs.delete(restore, name));
        } else if (next.step() != Step.Done) {
            move.ifPresent(m -> m.carryOut(next.step()));
            if (next.step() == Step.CleaningUp) {
                letGoOfTheNewVolume(restore, made);
            }
            begin(restore, made, next, library);
        }
        return next;
    }

    private static Sides sides(RestoreNames names) {
        return new Sides(false, names.unwanted().stream().findFirst().orElse(null), names.kept());
    }

    private List<JobRun> runs(PromptLibraryRestore restore, List<String> names) {
        return names.stream()
                .map(name -> jobs.run(restore, name).orElse(new JobRun(name, JobRun.State.RUNNING, "", "")))
                .toList();
    }

    private static List<String> jobNames(RestoreJobs made, PromptLibraryRestore restore, RestoreState at) {
        if (isBackup(at.step())) {
            return List.of(safetyBackup(restore, at.step()));
        }
        return made.of(at.step(), at.storage(), at.run()).stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    private static boolean isBackup(Step step) {
        return step == Step.BackingUp || step == Step.BackingUpLast;
    }

    private static String safetyBackup(PromptLibraryRestore restore, Step step) {
        String first = restore.getSpec().library() + "-safety-" + RequestedJobs.id(restore);
        return step == Step.BackingUp ? first : first + "-last";
    }

    private void begin(PromptLibraryRestore restore, RestoreJobs made, RestoreState at, Input library) {
        if (isBackup(at.step())) {
            String name = safetyBackup(restore, at.step());
            if (jobs.run(restore, name).isEmpty()) {
                jobs.template(restore, Names.backup(library.owner()))
                        .map(template -> RequestedJobs.from(template, restore, name, Map.of("ORIGIN", "safety")))
                        .ifPresent(jobs::create);
            }
            return;
        }
        for (Job job : made.of(at.step(), at.storage(), at.run())) {
            if (jobs.run(restore, job.getMetadata().getName()).isEmpty()) {
                jobs.create(job);
            }
        }
    }

    /** Removes what was kept, when its time is over. */
    private UpdateControl<PromptLibraryRestore> expire(
            PromptLibraryRestore restore, RestoreState at, Input library, Instant now) {
        if (at.kept() == null) {
            return UpdateControl.noUpdate();
        }
        Duration left = Duration.between(now, Instant.parse(at.kept().until()));
        if (!left.isNegative() && !left.isZero()) {
            return UpdateControl.<PromptLibraryRestore>noUpdate().rescheduleAfter(left);
        }
        RestoreJobs made = new RestoreJobs(library, restore, null);
        if (at.kept().volume() != null) {
            letGoOfTheNewVolume(restore, made);
            libraries.drop(library, at.kept().volume());
            forgetKept(restore, at, now);
            return UpdateControl.noUpdate();
        }
        Job job = made.expiry(at.kept().database());
        Optional<JobRun> run = jobs.run(restore, job.getMetadata().getName());
        if (run.isEmpty()) {
            jobs.create(job);
        } else if (run.get().state() == JobRun.State.SUCCEEDED) {
            forgetKept(restore, at, now);
        } else if (run.get().state() == JobRun.State.FAILED) {
            jobs.delete(restore, job.getMetadata().getName()); // it is made again when it has gone
        }
        return UpdateControl.noUpdate();
    }

    private void letGoOfTheNewVolume(PromptLibraryRestore restore, RestoreJobs made) {
        made.ofUpgrade().forEach(job -> jobs.delete(restore, job.getMetadata().getName()));
    }

    private void forgetKept(PromptLibraryRestore restore, RestoreState at, Instant now) {
        statuses.write(restore, at.keeping(null).status(restore.getMetadata().getGeneration(), now));
    }
}
