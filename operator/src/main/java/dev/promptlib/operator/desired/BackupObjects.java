package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            "drop.sh",
            "tables.sql",
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
        files.put("promptlibrary.yaml", resource());
        return new ConfigMapBuilder()
                .withMetadata(owner.child(Names.backupScripts(owner), Part.BACKUP))
                .withData(files)
                .build();
    }

    /** The resource as it was asked for, to be applied again. */
    private String resource() {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", PromptLibrary.GROUP + "/" + PromptLibrary.VERSION);
        resource.put("kind", "PromptLibrary");
        resource.put("metadata", new TreeMap<>(Map.of("name", owner.name(), "namespace", owner.namespace())));
        resource.put("spec", input.asked());
        return Serialization.asYaml(resource);
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
        BackupPod pod = new BackupPod(input, Part.BACKUP).first("repository", "prepare.sh", List.of());
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
            volumes.add(configuration());
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

    /** The resource, its configuration files, and the generated secrets. */
    private Volume configuration() {
        var sources = new VolumeBuilder().withName("configuration").withNewProjected();
        sources.addNewSource()
                .withNewConfigMap()
                .withName(Names.backupScripts(owner))
                .addNewItem()
                .withKey("promptlibrary.yaml")
                .withPath("promptlibrary.yaml")
                .endItem()
                .endConfigMap()
                .endSource();
        generated().forEach((name, keys) -> {
            var secret = sources.addNewSource().withNewSecret().withName(name);
            keys.forEach(key -> secret.addNewItem()
                    .withKey(key)
                    .withPath("secrets/" + name + "/" + key)
                    .endItem());
            secret.endSecret().endSource();
        });
        for (Component component : input.spec().components()) {
            for (ConfigMount config : component.config()) {
                files(config).forEach(file -> sources.addNewSource()
                        .withNewConfigMap()
                        .withName(source(component, config))
                        .addNewItem()
                        .withKey(file)
                        .withPath("config/" + component.name() + "/" + config.name() + "/" + file)
                        .endItem()
                        .endConfigMap()
                        .endSource());
            }
        }
        return sources.endProjected().build();
    }

    private Map<String, Set<String>> generated() {
        Map<String, Set<String>> secrets = new TreeMap<>();
        secrets.put(
                Names.database(owner),
                new TreeSet<>(input.credentials().database().keySet()));
        secrets.put(
                Names.cache(owner), new TreeSet<>(input.credentials().cache().keySet()));
        secrets.put(
                Names.secrets(owner),
                new TreeSet<>(input.credentials().application().keySet()));
        secrets.values().removeIf(Set::isEmpty);
        return secrets;
    }

    /** The user's own, where the files come from there: a copy goes with the release that reads it. */
    private String source(Component component, ConfigMount config) {
        return config.configMapRef() != null
                ? config.configMapRef().name()
                : new ConfigFiles(input, component, config).name();
    }

    private Stream<String> files(ConfigMount config) {
        return (config.files() != null
                        ? config.files()
                        : input.references()
                                .configMap(config.configMapRef().name())
                                .orElse(Map.of()))
                .keySet().stream().sorted();
    }

    private PodTemplateSpec verifyPod() {
        String size = input.embedsDatabase() ? input.spec().database().storage().size() : "100Gi";
        Volume scratch = Volumes.empty("scratch");
        scratch.getEmptyDir().setSizeLimit(new Quantity(size));
        List<EnvVar> env = new ArrayList<>(List.of(Env.value("SCRATCH", "/scratch"), Env.value("WANTED", "latest")));
        String preload = input.spec().database().parameters() == null
                ? null
                : input.spec().database().parameters().get("shared_preload_libraries");
        if (preload != null) {
            env.add(Env.value("PRELOAD", preload));
        }
        return new BackupPod(input, Part.BACKUP_VERIFY)
                .main(
                        "verify.sh",
                        env,
                        List.of(Volumes.at("scratch", "/scratch"), Volumes.at("run", "/var/run/postgresql")),
                        List.of(scratch, Volumes.empty("run")))
                .template();
    }
}
