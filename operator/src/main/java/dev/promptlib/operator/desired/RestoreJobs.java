package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The Jobs of a restore, one for each step that needs any; each may run again from its beginning. */
public final class RestoreJobs {
    private static final int TRIES = 2;
    /** What is not there was never replaced, and needs not come back. */
    private static final EnvVar RETURNING = Env.value("RETURNING", "true");

    private static final List<Step> UPGRADING = List.of(Step.Rehearsing, Step.Upgrading);

    private final Input input;
    private final PromptLibraryRestore restore;
    private final RestoreNames names;

    public RestoreJobs(Input input, PromptLibraryRestore restore, String keptByAnother) {
        this.input = input;
        this.restore = restore;
        this.names = new RestoreNames(input, restore, keptByAnother);
    }

    /** What a step needs to be run; empty where it needs nothing, or a Job that the backup has a template for. */
    public List<Job> of(Step step, List<String> storage, String run) {
        if (restore.getSpec().postgres() != null) {
            return UPGRADING.contains(step) ? List.of(job(step, upgrade(run))) : List.of();
        }
        return switch (step) {
            case Loading -> List.of(job(step, load()));
            case Switching -> List.of(job(step, exchange(names.live(), names.incoming(), names.kept())));
            case SwitchingBack -> List.of(job(step, exchange(names.live(), names.kept(), names.incoming(), RETURNING)));
            case CleaningUp -> List.of(job(step, drop(names.unwanted())));
            case KeepingStorage -> onStorage(step, storage, this::keep);
            case RestoringStorage -> onStorage(step, storage, c -> bring(c, run, host()));
            case PuttingStorageBack -> onStorage(step, storage, c -> bring(c, keptRun(), ownHost()));
            default -> List.of();
        };
    }

    /** Those that bring the data to a newer PostgreSQL: to try it, and in earnest. They hold on to the new volume. */
    public List<Job> ofUpgrade() {
        return UPGRADING.stream()
                .flatMap(step -> of(step, List.of(), null).stream())
                .toList();
    }

    /** Removes the database that was kept, when its time is over. */
    public Job expiry(String database) {
        return job("expire", drop(List.of(database)));
    }

    public RestoreNames names() {
        return names;
    }

    private BackupPod pod() {
        return new BackupPod(input, Part.RESTORE);
    }

    private PodTemplateSpec load() {
        BackupPod pod = pod();
        List<EnvVar> env = new ArrayList<>(pod.databaseEnv());
        env.add(Env.value("WANTED", wanted()));
        env.add(Env.value("BACKUP_HOST", host()));
        env.add(Env.value("LIVE", names.live()));
        env.add(Env.value("INCOMING", names.incoming()));
        env.add(Env.value("OWNER", names.live() + "_owner"));
        return script(pod, "load.sh", env);
    }

    /** In the image of the newer server, on its volume, and with the way to the older one, which runs on meanwhile. */
    private PodTemplateSpec upgrade(String run) {
        Input next = input.onVolumeOf(restore.getSpec().postgres());
        BackupPod pod = new BackupPod(next, Part.RESTORE);
        List<EnvVar> env = new ArrayList<>(pod.databaseEnv());
        env.add(Env.value("PGDATA", DatabaseObjects.PGDATA));
        env.add(Env.value("INITDB_ARGS", DatabaseObjects.INITDB_ARGS));
        // In earnest it is the backup that was made after the components had stopped, whatever others end meanwhile.
        env.add(Env.value("WANTED", run == null ? "latest" : "run=" + run));
        env.add(Env.value("LIVE", names.live()));
        env.add(Env.value("OWNER", names.live() + "_owner"));
        BackupObjects.preload(next).ifPresent(env::add);
        PodTemplateSpec template = pod.main(
                        "upgrade.sh",
                        env,
                        List.of(Volumes.at("data", DatabaseObjects.DATA)),
                        List.of(Volumes.claim("data", next.volumes().databaseClaim(input.owner()))))
                .template();
        template.getSpec()
                .getContainers()
                .get(0)
                .setImage(next.spec().database().image());
        return template;
    }

    private String wanted() {
        PromptLibraryRestoreSpec spec = restore.getSpec();
        if (spec.before() != null) {
            return "before=" + spec.before();
        }
        return spec.snapshot() == null ? "latest" : spec.snapshot();
    }

    private PodTemplateSpec exchange(String live, String incoming, String kept, EnvVar... more) {
        BackupPod pod = pod();
        List<EnvVar> env = new ArrayList<>(pod.databaseEnv());
        env.addAll(List.of(more));
        env.add(Env.value("LIVE", live));
        env.add(Env.value("INCOMING", incoming));
        env.add(Env.value("KEPT", kept));
        return script(pod, "switch.sh", env);
    }

    private PodTemplateSpec drop(List<String> databases) {
        BackupPod pod = pod();
        List<EnvVar> env = new ArrayList<>(pod.databaseEnv());
        env.add(Env.value("UNWANTED", String.join(" ", databases)));
        return script(pod, "drop.sh", env);
    }

    private static PodTemplateSpec script(BackupPod pod, String script, List<EnvVar> env) {
        return pod.main(script, env, List.of(), List.<Volume>of()).template();
    }

    private List<Job> onStorage(Step step, List<String> storage, Function<Component, List<String>> arguments) {
        return input.spec().components().stream()
                .filter(component -> storage.contains(component.name())
                        && !component.storage().isEmpty())
                .map(component -> job(
                        name(step) + "-" + component.name(),
                        pod().asOwnerOf(component, step == Step.KeepingStorage, arguments.apply(component))))
                .toList();
    }

    private List<String> keep(Component component) {
        return List.of(
                "backup",
                "--quiet",
                "--host=" + ownHost(),
                "--tag=storage,component=" + component.name() + ",run=" + keptRun(),
                "--exclude=lost+found",
                "/storage");
    }

    private List<String> bring(Component component, String run, String host) {
        return List.of(
                "restore",
                "latest:/storage",
                "--quiet",
                "--host=" + host,
                "--tag=storage,component=" + component.name() + ",run=" + run,
                "--target=/storage",
                "--delete",
                "--exclude=lost+found");
    }

    private String keptRun() {
        return "kept-by-" + restore.getMetadata().getName();
    }

    private String ownHost() {
        return RepositoryAccess.host(input.owner());
    }

    private String host() {
        PromptLibraryRestoreSpec.Origin from = restore.getSpec().from();
        if (from == null) {
            return ownHost();
        }
        String namespace = from.namespace() == null ? input.owner().namespace() : from.namespace();
        return namespace + "." + from.library();
    }

    private static String name(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private Job job(Step step, PodTemplateSpec template) {
        return job(name(step), template);
    }

    private Job job(String what, PodTemplateSpec template) {
        String name = Names.restore(input.owner()) + "-" + RequestedJobs.id(restore) + "-" + what;
        return new JobBuilder()
                .withMetadata(RequestedJobs.metadata(restore, name, Labels.of(input.owner(), Part.RESTORE)))
                .withNewSpec()
                .withBackoffLimit(TRIES)
                .withActiveDeadlineSeconds(
                        input.spec().backup().deadlineSeconds().longValue())
                .withTemplate(template)
                .endSpec()
                .build();
    }
}
