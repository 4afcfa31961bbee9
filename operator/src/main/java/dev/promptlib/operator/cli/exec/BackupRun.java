package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.Waiting;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.RequestedJobs;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.status.Complaint;
import dev.promptlib.operator.status.RunResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A run of what the schedule of verifications runs, now, as `kubectl create job --from` makes one. */
public record BackupRun(Target target, String job) {
    private static final String LISTING = "backup-list";

    public static BackupRun verification(Target target, String what, Map<String, String> variables) {
        CronJob template = template(target);
        Job made = RequestedJobs.from(template, template, name(target, what), variables);
        target.client().resource(made).create();
        return new BackupRun(target, made.getMetadata().getName());
    }

    /** Its Job is none of the verifications', and goes again by itself. */
    public static BackupRun listing(Target target) {
        CronJob template = template(target);
        Job made = RequestedJobs.from(template, template, name(target, "backups"), Map.of("WANTED", "list"));
        made.getMetadata().getLabels().put(Labels.COMPONENT, LISTING);
        made.getMetadata().getOwnerReferences().forEach(owner -> owner.setController(false));
        made.getSpec().setTtlSecondsAfterFinished(60);
        target.client().resource(made).create();
        return new BackupRun(target, made.getMetadata().getName());
    }

    private static String name(Target target, String what) {
        return target.name() + "-" + what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static CronJob template(Target target) {
        CronJob template = target.client()
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(target.namespace())
                .withName(Names.backupVerify(Owner.of(target.library())))
                .get();
        if (template == null) {
            throw Failure.of(
                    target.name() + " has no backups",
                    "set spec.backup.enabled, or see whether promptlib doctor knows why");
        }
        return template;
    }

    /** What it said at last; fails as it did. */
    public String toTheEnd(Duration limit) {
        if (!Waiting.until(limit, () -> run().state() != JobRun.State.RUNNING)) {
            throw Failure.of(
                    "not done after " + limit.toSeconds() + " s", "kubectl logs job/" + job + " shows how it goes on");
        }
        JobRun end = run();
        if (end.state() == JobRun.State.FAILED) {
            throw Failure.of(Complaint.of(end), "kubectl logs job/" + job + " says more");
        }
        return RunResult.of(end)
                .map(result -> result.snapshot() + " of " + result.taken() + ", " + result.tables() + " tables, "
                        + result.rows() + " rows")
                .orElse(end.message());
    }

    /** All that it printed, once it has succeeded. */
    public String log(Duration limit) {
        toTheEnd(limit);
        Pod succeeded = succeeded(pods())
                .orElseThrow(() -> Failure.of("the pod of the Job " + job + " is gone, and its log", "run it again"));
        return target.client()
                .pods()
                .inNamespace(target.namespace())
                .withName(succeeded.getMetadata().getName())
                .inContainer(succeeded.getSpec().getContainers().get(0).getName())
                .getLog();
    }

    /** A Job that went again has a pod that failed, too. */
    static Optional<Pod> succeeded(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> "Succeeded".equals(pod.getStatus().getPhase()))
                .findFirst();
    }

    private JobRun run() {
        Job now = target.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(target.namespace())
                .withName(job)
                .get();
        if (now == null) {
            throw Failure.of("the Job " + job + " is gone", "run it again");
        }
        return JobRun.of(now, pods());
    }

    private List<Pod> pods() {
        return target.client()
                .pods()
                .inNamespace(target.namespace())
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems();
    }
}
