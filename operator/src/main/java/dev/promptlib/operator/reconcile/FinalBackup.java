package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.apply.NamespaceEnds;
import dev.promptlib.operator.apply.Ownership;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.desired.RequestedJobs;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.status.Complaint;
import dev.promptlib.operator.status.RunResult;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The backup that is made, and proved, before a resource's data goes. */
final class FinalBackup {
    /** Whether the data may go, and what is to be said until then. */
    record State(boolean done, String message) {
        private static State waiting(String message) {
            return new State(false, message);
        }
    }

    private static final String REMEDY = ". The data stays until a last backup is proved; to delete it without one:"
            + " kubectl annotate plib %s " + Annotations.DELETE_WITHOUT_BACKUP + "=true";

    private final KubernetesClient client;
    private final Children children;

    FinalBackup(KubernetesClient client, Children children) {
        this.client = client;
        this.children = children;
    }

    State carryOut(Owner owner) {
        try {
            return advance(owner);
        } catch (KubernetesClientException e) {
            if (NamespaceEnds.isCauseOf(e)) {
                return new State(true, "The whole namespace is being deleted, and the volumes with it");
            }
            throw e;
        }
    }

    private State advance(Owner owner) {
        Optional<CronJob> backup = children.get(CronJob.class, owner, Names.backup(owner));
        Optional<CronJob> verify = children.get(CronJob.class, owner, Names.backupVerify(owner));
        if (backup.isEmpty() || verify.isEmpty()) {
            return stores(owner)
                    ? State.waiting("There can be no last backup, as the CronJobs that make and prove it are gone"
                            + remedy(owner))
                    : new State(true, "Nothing was ever backed up or stored");
        }
        List<String> left = leftOut(owner, backup.get());
        if (!left.isEmpty()) {
            return State.waiting("No backup holds what is on the volumes " + String.join(", ", left)
                    + ": delete those that nobody needs (kubectl delete pvc NAME)" + remedy(owner));
        }
        JobRun made = run(owner, backup.get(), owner.name() + "-final", Map.of("ORIGIN", "final"));
        if (made.state() == JobRun.State.RUNNING) {
            return State.waiting("A last backup is being made" + remedy(owner));
        }
        if (made.state() == JobRun.State.FAILED) {
            return again(owner, "The last backup failed: " + Complaint.of(made), made);
        }
        String snapshot = RunResult.of(made).map(RunResult::snapshot).orElse("latest");
        JobRun proved = run(owner, verify.get(), owner.name() + "-final-verify", Map.of("WANTED", snapshot));
        if (proved.state() == JobRun.State.RUNNING) {
            return State.waiting("The last backup, " + snapshot + ", is being proved" + remedy(owner));
        }
        if (proved.state() == JobRun.State.FAILED) {
            return again(
                    owner,
                    "The last backup, " + snapshot + ", could not be proved: " + Complaint.of(proved),
                    made,
                    proved);
        }
        return new State(true, "The last backup is " + snapshot);
    }

    /** Read live: what is deleted by mistake does not come back. */
    private boolean stores(Owner owner) {
        return RestoredLibrary.claims(client, owner).stream()
                .anyMatch(claim -> !claim.getMetadata().getName().equals(Names.backup(owner)));
    }

    /** Volumes that would be deleted and are in no backup, as those of components that the resource no longer has. */
    private List<String> leftOut(Owner owner, CronJob backup) {
        PodSpec pod = backup.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
        Set<String> held = pod.getVolumes().stream()
                .map(Volume::getPersistentVolumeClaim)
                .filter(Objects::nonNull)
                .map(PersistentVolumeClaimVolumeSource::getClaimName)
                .collect(Collectors.toSet());
        boolean database = pod.getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .anyMatch(variable -> variable.getName().equals("DATABASE"));
        return RestoredLibrary.claims(client, owner).stream()
                .filter(claim -> Ownership.isData(claim) && claim.getMetadata().getDeletionTimestamp() == null)
                .filter(claim -> !Labels.isOf(claim, Part.CACHE) && !(database && Labels.isOf(claim, Part.DATABASE)))
                .map(claim -> claim.getMetadata().getName())
                .filter(name -> !held.contains(name) && !name.equals(Names.backup(owner)))
                .sorted()
                .toList();
    }

    private JobRun run(Owner owner, CronJob template, String name, Map<String, String> variables) {
        Optional<Job> job = children.own(Job.class, owner, name);
        if (job.isEmpty()) {
            Job created = client.resource(RequestedJobs.from(template, owner, name, variables))
                    .create();
            children.remember(created, Optional.empty());
            return new JobRun(name, JobRun.State.RUNNING, "", "");
        }
        return JobRun.of(job.get(), children.of(Pod.class, owner));
    }

    /** Jobs make room for another try at the next look; what is proved later has to be made later, too. */
    private State again(Owner owner, String what, JobRun... over) {
        for (JobRun run : over) {
            client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(owner.namespace())
                    .withName(run.job())
                    .delete();
        }
        return State.waiting(what + ". It is tried again" + remedy(owner));
    }

    private static String remedy(Owner owner) {
        return REMEDY.formatted(owner.name());
    }
}
