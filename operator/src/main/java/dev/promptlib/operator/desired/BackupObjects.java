package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The backups: CronJobs that work whether or not the operator runs, their scripts, and the volume they write to. */
final class BackupObjects {
    private static final List<String> SCRIPTS = List.of(
            "common.sh",
            "prepare.sh",
            "backup.sh",
            "retention.sh",
            "verify.sh",
            "load.sh",
            "switch.sh",
            "keys.sh",
            "drop.sh",
            "upgrade.sh",
            "tables.sql",
            "files.sql",
            "facts.sql",
            "inherit.sql");
    private static final long MISSED_BY_HOURS = 6;

    private final Input input;
    private final Owner owner;
    private final Backup backup;

    private BackupObjects(Input input) {
        this.input = input;
        this.owner = input.owner();
        this.backup = input.spec().backup();
    }

    static List<HasMetadata> of(Input input) {
        return new BackupObjects(input).all();
    }

    private List<HasMetadata> all() {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(scripts());
        if (backup.repository().volume() != null) {
            objects.add(Claims.claim(
                    owner,
                    Names.backup(owner),
                    Part.BACKUP,
                    backup.repository().volume().size(),
                    backup.repository().volume().storageClassName(),
                    "ReadWriteOnce"));
        }
        objects.add(cronJob(Names.backup(owner), Part.BACKUP, backup.schedule(), backupPod(), 3));
        // Without a schedule of its own it is a template only, for whoever asks for a verification.
        CronJob verify = cronJob(
                Names.backupVerify(owner),
                Part.BACKUP_VERIFY,
                backup.verify().schedule() == null
                        ? backup.schedule()
                        : backup.verify().schedule(),
                verifyPod(),
                1);
        verify.getSpec().setSuspend(backup.verify().schedule() == null);
        objects.add(verify);
        return objects;
    }

    private ConfigMap scripts() {
        Map<String, String> files = new TreeMap<>();
        SCRIPTS.forEach(file -> files.put(file, Script.named("backup/" + file)));
        files.put(BackedUpFiles.RESOURCE, new BackedUpFiles(input).resource());
        return new ConfigMapBuilder()
                .withMetadata(owner.child(Names.backupScripts(owner), Part.BACKUP))
                .withData(files)
                .build();
    }

    private CronJob cronJob(String name, Part part, String schedule, PodTemplateSpec pod, int history) {
        return new CronJobBuilder()
                .withMetadata(owner.child(name, part))
                .withNewSpec()
                .withSchedule(schedule)
                .withTimeZone(backup.timeZone())
                .withConcurrencyPolicy("Forbid")
                .withStartingDeadlineSeconds(MISSED_BY_HOURS * 3600)
                .withSuspend(false)
                .withSuccessfulJobsHistoryLimit(history)
                .withFailedJobsHistoryLimit(history)
                .withNewJobTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(owner, part))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(1)
                .withActiveDeadlineSeconds(backup.deadlineSeconds().longValue())
                .withTemplate(pod)
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
    }

    private PodTemplateSpec backupPod() {
        BackupPod pod = new BackupPod(input, Part.BACKUP);
        pod.first("repository", "prepare.sh", input.hasDatabase() ? pod.databaseEnv() : List.of());
        List<Component> withStorage = withStorage();
        withStorage.forEach(component -> pod.onStorage(component, keepStorage(component)));
        List<EnvVar> env = new ArrayList<>(List.of(
                Env.value("ORIGIN", "schedule"),
                Env.value("KEEP_DAILY", backup.retention().daily().toString()),
                Env.value("KEEP_WEEKLY", backup.retention().weekly().toString()),
                Env.value("KEEP_MONTHLY", backup.retention().monthly().toString()),
                Env.value("STORAGE", withStorage.stream().map(Component::name).collect(Collectors.joining(" "))),
                Env.value("IMAGES", images())));
        if (input.hasDatabase() && input.backsUp(Backup.Content.Database)) {
            env.addAll(pod.databaseEnv());
        }
        List<Volume> volumes = new ArrayList<>(List.of(Volumes.memory("backup", 64 * Memory.MI)));
        var mounts = new ArrayList<>(List.of(Volumes.at("backup", "/backup")));
        if (input.backsUp(Backup.Content.Configuration)) {
            volumes.add(new BackedUpFiles(input).volume("configuration"));
            mounts.add(Volumes.readOnly("configuration", "/configuration"));
        }
        return pod.main("backup.sh", env, mounts, volumes).template();
    }

    private List<Component> withStorage() {
        return input.backsUp(Backup.Content.Storage)
                ? input.spec().components().stream()
                        .filter(c -> !c.storage().isEmpty())
                        .toList()
                : List.of();
    }

    private List<String> keepStorage(Component component) {
        return List.of(
                "backup",
                "--quiet",
                "--host=" + RepositoryAccess.host(owner),
                "--tag=storage,component=" + component.name() + ",run=$(RUN)",
                "--exclude=lost+found",
                "/storage");
    }

    private String images() {
        return input.spec().components().stream()
                .map(component -> component.name() + "=" + component.image())
                .collect(Collectors.joining(" "));
    }

    /** What a server of the same data has to load, whatever else it is spared. */
    static Optional<EnvVar> preload(Input input) {
        return Optional.ofNullable(input.spec().database().parameters())
                .map(parameters -> parameters.get("shared_preload_libraries"))
                .map(libraries -> Env.value("PRELOAD", libraries));
    }

    private PodTemplateSpec verifyPod() {
        String size = input.embedsDatabase() ? input.spec().database().storage().size() : "100Gi";
        Volume scratch = Volumes.empty("scratch");
        scratch.getEmptyDir().setSizeLimit(new Quantity(size));
        List<EnvVar> env = new ArrayList<>(List.of(Env.value("SCRATCH", "/scratch"), Env.value("WANTED", "latest")));
        preload(input).ifPresent(env::add);
        return new BackupPod(input, Part.BACKUP_VERIFY)
                .main(
                        "verify.sh",
                        env,
                        List.of(Volumes.at("scratch", "/scratch"), Volumes.at("run", "/var/run/postgresql")),
                        List.of(scratch, Volumes.empty("run")))
                .template();
    }
}
