package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryBackup;
import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.RequestedJobs;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.status.BackupProgress;
import dev.promptlib.operator.status.RunResult;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Carries out a request for a backup: one Job, and one more where it is to be proved. */
@ControllerConfiguration(name = "promptlibrarybackup", fieldManager = Labels.MANAGER)
public class BackupReconciler implements Reconciler<PromptLibraryBackup> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final RequestJobs<PromptLibraryBackup> jobs;
    private final StatusWriter<PromptLibraryBackup, PromptLibraryBackupStatus> statuses;

    @Inject
    BackupReconciler(KubernetesClient client) {
        this.client = client;
        this.jobs = new RequestJobs<>(client, PromptLibraryBackup.class);
        this.statuses = new StatusWriter<>(client, PromptLibraryBackup::new);
    }

    @Override
    public List<EventSource<?, PromptLibraryBackup>> prepareEventSources(
            EventSourceContext<PromptLibraryBackup> context) {
        return List.of(jobs.open(context));
    }

    @Override
    public UpdateControl<PromptLibraryBackup> reconcile(
            PromptLibraryBackup request, Context<PromptLibraryBackup> context) {
        PromptLibraryBackupStatus before = statuses.current(request);
        if (before != null && before.ended()) {
            return UpdateControl.noUpdate();
        }
        PromptLibraryBackupStatus after = carryOut(request);
        statuses.write(request, after);
        return after.phase() == PromptLibraryBackupStatus.Phase.Pending
                ? UpdateControl.<PromptLibraryBackup>noUpdate().rescheduleAfter(Duration.ofSeconds(5))
                : UpdateControl.noUpdate();
    }

    private PromptLibraryBackupStatus carryOut(PromptLibraryBackup request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        BackupProgress progress = new BackupProgress(request.getMetadata().getGeneration(), now);
        String name = name(request, "backup");
        Optional<JobRun> backup = jobs.run(request, name);
        if (backup.isEmpty()) {
            Owner library =
                    new Owner(request.getSpec().library(), request.getMetadata().getNamespace(), null);
            Optional<CronJob> template = jobs.template(request, Names.backup(library));
            if (template.isEmpty()) {
                return nothingToRun(request, progress, now);
            }
            String origin = request.getSpec().purpose().name().toLowerCase(Locale.ROOT);
            jobs.create(RequestedJobs.from(template.get(), request, name, Map.of("ORIGIN", origin)));
            backup = Optional.of(new JobRun(name, JobRun.State.RUNNING, "", ""));
        }
        boolean verify = verifies(request);
        Optional<JobRun> verification = Optional.empty();
        if (verify && backup.get().state() == JobRun.State.SUCCEEDED) {
            verification = verification(request, backup.get());
        }
        return progress.of(backup.get(), verify, verification);
    }

    private Optional<JobRun> verification(PromptLibraryBackup request, JobRun backup) {
        String name = name(request, "verify");
        Optional<JobRun> run = jobs.run(request, name);
        if (run.isEmpty()) {
            Owner library =
                    new Owner(request.getSpec().library(), request.getMetadata().getNamespace(), null);
            String snapshot = RunResult.of(backup).map(RunResult::snapshot).orElse("latest");
            jobs.template(request, Names.backupVerify(library))
                    .ifPresent(template ->
                            jobs.create(RequestedJobs.from(template, request, name, Map.of("WANTED", snapshot))));
        }
        return run;
    }

    private boolean verifies(PromptLibraryBackup request) {
        if (request.getSpec().verify() != null) {
            return request.getSpec().verify();
        }
        return library(request)
                .map(PromptLibrary::getSpec)
                .filter(spec -> spec.backup() != null && spec.backup().verify() != null)
                .map(spec -> Boolean.TRUE.equals(spec.backup().verify().onRequest()))
                .orElse(false);
    }

    private Optional<PromptLibrary> library(PromptLibraryBackup request) {
        return Optional.ofNullable(client.resources(PromptLibrary.class)
                .inNamespace(request.getMetadata().getNamespace())
                .withName(request.getSpec().library())
                .get());
    }

    /** The resource may have been made in the same breath. */
    private PromptLibraryBackupStatus nothingToRun(PromptLibraryBackup request, BackupProgress progress, Instant now) {
        String library = request.getSpec().library();
        String message = library(request).isEmpty()
                ? "spec.library: there is no PromptLibrary " + library
                        + " in this namespace: correct the name, and make a new request"
                : "PromptLibrary " + library + " has no backups: set spec.backup.enabled there, and make a new request";
        Instant made = Instant.parse(request.getMetadata().getCreationTimestamp());
        return made.plus(PATIENCE).isBefore(now) ? progress.failed(message) : progress.waiting(message);
    }

    private static String name(PromptLibraryBackup request, String what) {
        return request.getSpec().library() + "-" + what + "-" + RequestedJobs.id(request);
    }
}
