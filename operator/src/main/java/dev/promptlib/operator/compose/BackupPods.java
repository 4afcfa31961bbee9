package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.desired.RestoreJobs;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The pods of the backup's CronJobs and of a restore's Jobs with all their containers as one, which can stay. */
final class BackupPods {
    static final String BACKUP = "backup";
    static final String VERIFY = "verify";
    static final String RESTORE = "restore";
    static final String TOOLS = "backup-tools";

    /** Lies on a volume, as what a long life leaves there is not to fill the memory. */
    private static final EnvVar CACHE = new EnvVarBuilder()
            .withName("RESTIC_CACHE_DIR")
            .withValue("/state/restic")
            .build();

    /** Of the pod's steps, the one that gets restic. */
    private static final String GETTING_TOOLS = "tools";

    private static final String ON_STORAGE = "storage-";

    private final Input input;
    private final CronJob backup;
    private final CronJob verify;

    BackupPods(Input input, Desired desired) {
        this.input = input;
        this.backup = cronJob(desired, Part.BACKUP);
        this.verify = cronJob(desired, Part.BACKUP_VERIFY);
    }

    private static CronJob cronJob(Desired desired, Part part) {
        return desired.all()
                .filter(CronJob.class::isInstance)
                .map(CronJob.class::cast)
                .filter(job -> part.name().equals(job.getMetadata().getLabels().get(Labels.COMPONENT)))
                .findFirst()
                .orElseThrow();
    }

    CronJob backupJob() {
        return backup;
    }

    CronJob verifyJob() {
        return verify;
    }

    private static PodTemplateSpec template(CronJob job) {
        return new PodTemplateSpecBuilder(
                        job.getSpec().getJobTemplate().getSpec().getTemplate())
                .build();
    }

    /** Puts restic where the others find it. */
    Pod tools() {
        PodTemplateSpec template = template(backup);
        Container getting = template.getSpec().getInitContainers().stream()
                .filter(container -> container.getName().equals(GETTING_TOOLS))
                .findFirst()
                .orElseThrow();
        return pod(TOOLS, true, template, getting);
    }

    Pod backup() {
        PodTemplateSpec template = template(backup);
        return pod(BACKUP, false, template, withStorage(template, true));
    }

    Pod verify() {
        PodTemplateSpec template = template(verify);
        return pod(VERIFY, false, template, template.getSpec().getContainers().get(0));
    }

    /** It makes a backup too, before it changes anything, and may write where that only reads. */
    Pod restore() {
        PodTemplateSpec template = template(backup);
        Container container = withStorage(template, false);
        Set<String> known =
                new HashSet<>(container.getEnv().stream().map(EnvVar::getName).toList());
        ofRestoreJobs()
                .filter(variable -> !variable.getName().equals("WANTED"))
                .filter(variable -> known.add(variable.getName()))
                .forEach(container.getEnv()::add);
        return pod(BACKUP, false, template, container);
    }

    private Stream<EnvVar> ofRestoreJobs() {
        if (!input.embedsDatabase()) {
            return Stream.empty();
        }
        // The databases that a restore moves around are called by its uid: here there is one at a time.
        PromptLibraryRestore restore = new PromptLibraryRestore();
        restore.setMetadata(
                new ObjectMetaBuilder().withName(RESTORE).withUid("database").build());
        restore.setSpec(new PromptLibraryRestoreSpec(
                input.owner().name(), null, null, null, null, null, true, true, null, null));
        RestoreJobs jobs = new RestoreJobs(input, restore, null);
        return Stream.of(Step.Loading, Step.Switching)
                .flatMap(step -> jobs.of(step, List.of(), "").stream())
                .flatMap(job -> job.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream());
    }

    /** Whether some component's storage is backed up. */
    boolean readsStorage() {
        return template(backup).getSpec().getInitContainers().stream()
                .anyMatch(container -> container.getName().startsWith(ON_STORAGE));
    }

    /** The main container, with the volumes of those that read storage: each component's below a directory of its own. */
    private static Container withStorage(PodTemplateSpec template, boolean readOnly) {
        Container main = template.getSpec().getContainers().get(0);
        for (Container before : template.getSpec().getInitContainers()) {
            if (before.getName().startsWith(ON_STORAGE)) {
                String place = "/components/" + before.getName().substring(ON_STORAGE.length());
                before.getVolumeMounts().stream()
                        .filter(mount -> mount.getMountPath().startsWith("/storage/"))
                        .forEach(mount -> main.getVolumeMounts()
                                .add(new VolumeMountBuilder(mount)
                                        .withMountPath(place + mount.getMountPath())
                                        .withReadOnly(readOnly)
                                        .build()));
            }
        }
        return main;
    }

    private Pod pod(String name, boolean once, PodTemplateSpec template, Container container) {
        var spec = template.getSpec();
        List<Volume> volumes = new ArrayList<>(spec.getVolumes());
        volumes.replaceAll(volume -> switch (volume.getName()) {
            case "tools" -> kept(volume.getName(), "backup_tools");
            case "scratch" -> kept(volume.getName(), "verify_scratch");
            default -> volume;
        });
        Long user = container.getSecurityContext().getRunAsUser();
        boolean asRoot = name.equals(BACKUP) && readsStorage();
        if (!once) {
            // What one of them leaves there is not for the other, when storage comes or goes.
            volumes.add(kept("state", name + (asRoot ? "_state_of_root" : "_state")));
            container
                    .getVolumeMounts()
                    .add(new VolumeMountBuilder()
                            .withName("state")
                            .withMountPath("/state")
                            .build());
            container.getEnv().removeIf(variable -> variable.getName().equals(CACHE.getName()));
            container.getEnv().add(CACHE);
        }
        spec.setVolumes(volumes);
        spec.setContainers(List.of(container));
        spec.getSecurityContext().setRunAsUser(asRoot ? 0L : user);
        spec.getSecurityContext().setRunAsGroup(user);
        return new Pod(name, input.owner().name() + "-" + name, Optional.empty(), 1, once, template);
    }

    /** A volume of this machine: names of claims have no underscore, so these meet none. */
    private Volume kept(String name, String volume) {
        return new VolumeBuilder()
                .withName(name)
                .withNewPersistentVolumeClaim(input.owner().name() + "-" + volume, false)
                .build();
    }
}
