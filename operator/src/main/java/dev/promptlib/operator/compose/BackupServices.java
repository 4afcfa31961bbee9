package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.compose.Service.Condition;
import dev.promptlib.operator.compose.StackPart.PreparedFile;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The backups: two services that stay and keep the schedules of the CronJobs, and one that is run by hand to restore. */
final class BackupServices {
    /** Of services that run only when somebody says so. */
    static final String BY_HAND = "tools";

    static final List<String> SCRIPTS = List.of(
            "services.sh",
            "schedule.sh",
            "health.sh",
            "backup-service.sh",
            "backup-steps.sh",
            "verify-service.sh",
            "verify-steps.sh",
            "restore-service.sh");
    private static final String SCRIPTS_VOLUME = "backup_scripts";
    private static final List<String> ROOT_READS = List.of("DAC_READ_SEARCH");
    private static final List<String> ROOT_WRITES = List.of("CHOWN", "DAC_OVERRIDE", "FOWNER");

    private final Input input;
    private final BackupPods pods;
    private final PodService services;

    BackupServices(Input input, BackupPods pods, PodService services) {
        this.input = input;
        this.pods = pods;
        this.services = services;
    }

    /** Whether a volume of prepared files is read by these services. */
    static boolean reads(String volume) {
        return volume.startsWith(BackupPods.BACKUP + "_") || volume.startsWith(BackupPods.VERIFY + "_");
    }

    List<StackPart> parts() {
        List<StackPart> parts = new ArrayList<>(List.of(backup(), verify()));
        // As in Kubernetes: what is elsewhere is restored by its own means.
        if (input.spec().database().engine() != Database.Engine.External) {
            parts.add(restore());
        }
        parts.add(tools());
        return parts;
    }

    /** A program in use cannot be written, but another can take its place. */
    private StackPart tools() {
        StackPart part = services.of(pods.tools());
        Service made = part.service();
        List<String> copy = made.program().entrypoint();
        String from = copy.get(1);
        String to = copy.get(2);
        List<String> replace = List.of("sh", "-c", "cp %1$s %2$s.new && mv -f %2$s.new %2$s".formatted(from, to));
        return part.with(service(
                made,
                List.of(),
                program(made, replace, List.of(), Map.of(), Service.Program.ONCE),
                Service.Reach.NOTHING,
                made.dependsOn(),
                null,
                List.of()));
    }

    private StackPart backup() {
        boolean database = input.backsUp(Backup.Content.Database);
        return scheduled(
                BackupPods.BACKUP,
                services.of(pods.backup()),
                pods.backupJob(),
                networks(database && input.embedsDatabase(), outside(), false),
                pods.readsStorage() ? ROOT_READS : List.of());
    }

    private StackPart verify() {
        StackPart part = services.of(pods.verify());
        String own = BackupPods.VERIFY + "_";
        return scheduled(
                BackupPods.VERIFY,
                new StackPart(
                        part.name(),
                        part.service(),
                        part.files(),
                        part.owned().stream()
                                .filter(owned -> owned.volume().startsWith(own))
                                .toList(),
                        part.variables()),
                pods.verifyJob(),
                networks(false, input.spec().backup().repository().s3() != null, false),
                List.of());
    }

    private StackPart restore() {
        StackPart part = services.of(pods.restore());
        Service made = part.service();
        Map<String, Condition> dependsOn = dependsOn(made, input.embedsDatabase());
        if (input.embedsDatabase()) {
            dependsOn.put(Pod.DATABASE_SETUP, Condition.service_completed_successfully);
        }
        Service service = service(
                made,
                List.of(BY_HAND),
                program(
                        made,
                        List.of("bash", "/scripts/restore-service.sh"),
                        List.of("help"),
                        Map.of(
                                "DEADLINE",
                                input.spec().backup().deadlineSeconds().toString()),
                        Service.Program.ONCE),
                networks(input.embedsDatabase(), outside(), true),
                dependsOn,
                null,
                pods.readsStorage() ? ROOT_WRITES : List.of());
        // Volumes belong to those whose data is on them.
        return withScripts(new StackPart(BackupPods.RESTORE, service, part.files(), List.of(), part.variables()));
    }

    private StackPart scheduled(
            String name, StackPart part, CronJob job, Service.Reach reach, List<String> capabilities) {
        Service made = part.service();
        boolean suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
        Map<String, String> times = new LinkedHashMap<>();
        times.put("SCHEDULE", job.getSpec().getSchedule());
        times.put("TIME_ZONE", job.getSpec().getTimeZone());
        times.put(
                "DEADLINE",
                job.getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getActiveDeadlineSeconds()
                        .toString());
        times.putAll(CronTimes.of(job.getSpec().getSchedule()).variables());
        Service service = service(
                made,
                suspended ? List.of(BY_HAND) : List.of(),
                program(
                        made,
                        List.of("bash", "/scripts/" + name + "-service.sh"),
                        List.of("keep"),
                        times,
                        Service.Program.ALWAYS),
                reach,
                dependsOn(made, reach.networks().containsKey(Pod.DATABASE)),
                new Service.HealthCheck(List.of("CMD", "bash", "/scripts/health.sh"), "5s", "5s", 3, "30s"),
                capabilities);
        return withScripts(part.with(service));
    }

    private static Service.Program program(
            Service made, List<String> entrypoint, List<String> command, Map<String, String> more, String restart) {
        Map<String, String> environment = new LinkedHashMap<>(made.program().environment());
        environment.putAll(more);
        return new Service.Program(made.program().user(), entrypoint, command, environment, restart, "30s");
    }

    private static Service service(
            Service made,
            List<String> profiles,
            Service.Program program,
            Service.Reach reach,
            Map<String, Condition> dependsOn,
            Service.HealthCheck health,
            List<String> capabilities) {
        return new Service(
                made.image(),
                profiles,
                program,
                reach,
                made.files(),
                dependsOn,
                health,
                Service.Safety.restricted(capabilities.toArray(String[]::new)),
                made.deploy(),
                made.labels(),
                made.logging());
    }

    private static Map<String, Condition> dependsOn(Service made, boolean database) {
        Map<String, Condition> dependsOn = new LinkedHashMap<>(made.dependsOn());
        dependsOn.put(BackupPods.TOOLS, Condition.service_completed_successfully);
        if (database) {
            dependsOn.put(Pod.DATABASE, Condition.service_healthy);
        }
        return dependsOn;
    }

    private boolean outside() {
        return input.spec().backup().repository().s3() != null
                || (input.backsUp(Backup.Content.Database)
                        && input.spec().database().engine() == Database.Engine.External);
    }

    /** A restore sees on the components' network whether any of them still runs. */
    private static Service.Reach networks(boolean database, boolean outside, boolean components) {
        String[] names = Stream.of(
                        database ? Pod.DATABASE : "",
                        components ? Networks.COMPONENTS : "",
                        outside ? Networks.OUTSIDE : "")
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new);
        return names.length == 0
                ? Service.Reach.NOTHING
                : new Service.Reach(List.of(), List.of(), null, Networks.plain(names));
    }

    /** All read the same scripts, of one volume: those of the pods, and those that make services of them. */
    private static StackPart withScripts(StackPart part) {
        String own = part.name() + "_scripts";
        List<PreparedFile> files = new ArrayList<>();
        for (PreparedFile file : part.files()) {
            files.add(
                    file.volume().equals(own)
                            ? new PreparedFile(SCRIPTS_VOLUME, file.name(), file.source(), file.live())
                            : file);
        }
        SCRIPTS.forEach(name ->
                files.add(new PreparedFile(SCRIPTS_VOLUME, name, new Secrets.Open(ShellScript.named(name)), false)));
        Service.Files places = part.service().files();
        List<String> volumes = places.volumes().stream()
                .map(volume -> volume.startsWith(own + ":") ? SCRIPTS_VOLUME + volume.substring(own.length()) : volume)
                .toList();
        Service service =
                part.service().with(new Service.Files(volumes, places.tmpfs(), places.shmSize(), places.secrets()));
        return new StackPart(part.name(), service, files, part.owned(), part.variables());
    }
}
