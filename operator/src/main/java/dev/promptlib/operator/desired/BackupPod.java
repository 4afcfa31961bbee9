package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pod that works on the repository: restic is copied out of its image into those of the database and the components,
 * so that PostgreSQL's tools are of the server's version and files are read by the user who owns them.
 */
final class BackupPod {
    static final long USER_ID = 999;
    private static final String TOOLS = "/tools";

    private final Input input;
    private final Owner owner;
    private final Backup backup;
    private final RepositoryAccess access;
    private final Part part;
    private final List<Container> before = new ArrayList<>();
    private final List<Container> main = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();

    BackupPod(Input input, Part part) {
        this.input = input;
        this.owner = input.owner();
        this.backup = input.spec().backup();
        this.access = new RepositoryAccess(input);
        this.part = part;
        before.add(bare("tools", backup.image(), USER_ID)
                .withCommand("cp", "/usr/bin/restic", TOOLS + "/restic")
                .withVolumeMounts(Volumes.at("tools", TOOLS))
                .build());
    }

    /** A step that runs a script with PostgreSQL's tools, before the main one. */
    BackupPod first(String name, String script, List<EnvVar> env) {
        before.add(scripted(name, script, env, List.of()));
        return this;
    }

    /** A step that runs restic as the component's own user, to read its volumes. */
    BackupPod onStorage(Component component, List<String> arguments) {
        before.add(onVolumesOf(component, true, arguments));
        return this;
    }

    /** The whole pod as the component's own: it may write to its volumes, and only read the repository. */
    PodTemplateSpec asOwnerOf(Component component, boolean readOnly, List<String> arguments) {
        main.add(onVolumesOf(component, readOnly, arguments));
        PodTemplateSpec template = template();
        if (!readOnly) {
            Long group = component.pod().runAsGroup() == null
                    ? component.pod().runAsUser()
                    : component.pod().runAsGroup();
            template.getSpec()
                    .setSecurityContext(Secure.pod()
                            .edit()
                            .withFsGroup(group)
                            .withFsGroupChangePolicy(group == null ? null : "OnRootMismatch")
                            .withSupplementalGroups(USER_ID)
                            .build());
            template.getSpec().getVolumes().stream()
                    .filter(volume -> volume.getName().equals(RepositoryAccess.VOLUME_NAME))
                    .forEach(volume -> volume.getPersistentVolumeClaim().setReadOnly(true));
        }
        return template;
    }

    private Container onVolumesOf(Component component, boolean readOnly, List<String> arguments) {
        List<VolumeMount> mounts = new ArrayList<>(common());
        component.storage().forEach(storage -> {
            String name = "storage-" + component.name() + "-" + storage.name();
            String path = "/storage/" + storage.name();
            mounts.add(readOnly ? Volumes.readOnly(name, path) : Volumes.at(name, path));
            Volume volume = Volumes.claim(name, Names.storage(owner, component, storage));
            volume.getPersistentVolumeClaim().setReadOnly(readOnly ? true : null);
            volumes.add(volume);
        });
        // A repository that may only be read takes no lock.
        String lock = readOnly ? "--retry-lock=30m" : "--no-lock";
        return bare(
                        "storage-" + component.name(),
                        component.image(),
                        component.pod().runAsUser())
                .withCommand(Stream.concat(Stream.of(TOOLS + "/restic", lock), arguments.stream())
                        .toList())
                .withEnv(env(List.of(Env.value(RepositoryAccess.CACHE, "/tmp/restic-" + component.name()))))
                .withVolumeMounts(mounts)
                .build();
    }

    /** The script whose result counts. */
    BackupPod main(String script, List<EnvVar> env, List<VolumeMount> mounts, List<Volume> more) {
        main.add(scripted(part.name(), script, env, mounts));
        volumes.addAll(more);
        return this;
    }

    PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(owner, part))
                .endMetadata()
                .withSpec(spec())
                .build();
    }

    private PodSpec spec() {
        List<Volume> all = new ArrayList<>(List.of(
                Volumes.empty("tools"),
                Volumes.empty("tmp"),
                Volumes.configMap("scripts", Names.backupScripts(owner))));
        all.addAll(access.volumes());
        all.addAll(volumes);
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                // The group of the repository's files; each container says itself which user it is.
                .withSecurityContext(Secure.pod()
                        .edit()
                        .withFsGroup(USER_ID)
                        .withFsGroupChangePolicy("OnRootMismatch")
                        .build())
                .withInitContainers(before)
                .withContainers(main)
                .withVolumes(all)
                .build();
    }

    private Container scripted(String name, String script, List<EnvVar> env, List<VolumeMount> mounts) {
        List<VolumeMount> all = new ArrayList<>(common());
        all.add(Volumes.readOnly("scripts", "/scripts"));
        all.addAll(mounts);
        return bare(name, backup.databaseImage(), USER_ID)
                .withCommand("bash", "/scripts/" + script)
                .withEnv(env(env))
                .withVolumeMounts(all)
                .build();
    }

    private List<VolumeMount> common() {
        List<VolumeMount> mounts =
                new ArrayList<>(List.of(Volumes.readOnly("tools", TOOLS), Volumes.at("tmp", "/tmp")));
        mounts.addAll(access.mounts());
        return mounts;
    }

    private List<EnvVar> env(List<EnvVar> own) {
        List<EnvVar> env = new ArrayList<>(List.of(
                Env.value("HOME", "/tmp"), Env.value("SCRIPTS", "/scripts"), Env.field("RUN", "metadata.name")));
        access.env().stream()
                .filter(general -> own.stream().noneMatch(o -> o.getName().equals(general.getName())))
                .forEach(env::add);
        env.addAll(own);
        return env;
    }

    private ContainerBuilder bare(String name, String image, Long user) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withResources(backup.resources())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withSecurityContext(new SecurityContextBuilder(Secure.container())
                        .withRunAsUser(user)
                        .withRunAsGroup(user)
                        .build());
    }

    /** How PostgreSQL's tools reach the database as somebody who may read all of it. */
    List<EnvVar> databaseEnv() {
        if (input.embedsDatabase()) {
            return List.of(
                    Env.value("EMBEDDED", "true"),
                    Env.value("DATABASE", "dbname=" + input.spec().database().name()),
                    Env.value("PGHOST", Names.database(owner)),
                    Env.value("PGUSER", DatabaseObjects.SUPERUSER),
                    Env.secret("PGPASSWORD", Names.database(owner), Credentials.SUPERUSER_PASSWORD));
        }
        var ref = input.spec().database().external().secretRef();
        return List.of(Env.secret("DATABASE", ref.name(), ref.key() == null ? "url" : ref.key()));
    }
}
