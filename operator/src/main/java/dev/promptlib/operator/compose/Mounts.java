package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.compose.StackPart.OwnedVolume;
import dev.promptlib.operator.compose.StackPart.PreparedFile;
import dev.promptlib.operator.desired.Memory;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The volumes of a pod: data on named ones, scratch space in memory, and files that are written before it starts. */
final class Mounts {
    private static final String SHARED_MEMORY = "/dev/shm";

    private final Pod pod;
    private final Owner owner;
    private final Secrets secrets;
    private final Map<String, Map<String, String>> configMaps;
    private final List<String> volumes = new ArrayList<>();
    private final List<String> tmpfs = new ArrayList<>();
    private final List<PreparedFile> files = new ArrayList<>();
    private final List<OwnedVolume> owned = new ArrayList<>();
    private String sharedMemory;

    Mounts(Pod pod, Owner owner, Secrets secrets, Map<String, Map<String, String>> configMaps) {
        this.pod = pod;
        this.owner = owner;
        this.secrets = secrets;
        this.configMaps = configMaps;
        pod.container().getVolumeMounts().forEach(this::mount);
    }

    Service.Files files() {
        return new Service.Files(volumes, tmpfs, sharedMemory, List.of());
    }

    List<PreparedFile> prepared() {
        return files;
    }

    List<OwnedVolume> owned() {
        return owned;
    }

    /** Secrets that the pod has as variables, and the service as files. */
    void add(Map<String, Secrets.Source> variables) {
        if (!variables.isEmpty()) {
            String volume = prepared("secrets", SecretFiles.DIRECTORY);
            variables.forEach((name, source) -> files.add(new PreparedFile(volume, name, source, false)));
        }
    }

    private void mount(VolumeMount mount) {
        Volume volume = pod.spec().getVolumes().stream()
                .filter(v -> v.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow();
        String path = mount.getMountPath();
        if (volume.getEmptyDir() != null && path.equals(SHARED_MEMORY)) {
            sharedMemory = Limits.memory(Memory.bytes(volume.getEmptyDir().getSizeLimit()));
        } else if (volume.getEmptyDir() != null) {
            tmpfs.add(scratch(path));
        } else if (volume.getPersistentVolumeClaim() != null) {
            data(volume.getPersistentVolumeClaim().getClaimName(), path, Boolean.TRUE.equals(mount.getReadOnly()));
        } else if (volume.getConfigMap() != null) {
            String name = prepared(volume.getName(), path);
            boolean live = isLive(volume);
            new TreeMap<>(configMaps.getOrDefault(volume.getConfigMap().getName(), Map.of()))
                    .forEach((file, text) -> files.add(new PreparedFile(name, file, new Secrets.Open(text), live)));
        } else if (volume.getSecret() != null) {
            String name = prepared(volume.getName(), path);
            String secret = volume.getSecret().getSecretName();
            List<KeyToPath> items = volume.getSecret().getItems();
            if (items.isEmpty()) {
                secrets.all(secret).keySet().forEach(key -> secret(name, key, new SecretKey(secret, key)));
            }
            items.forEach(item -> secret(name, item.getPath(), new SecretKey(secret, item.getKey())));
        } else {
            String name = prepared(volume.getName(), path);
            volume.getProjected().getSources().forEach(source -> project(name, source));
        }
    }

    private boolean isLive(Volume volume) {
        return pod.component().stream()
                .flatMap(component -> component.config().stream())
                .anyMatch(config -> volume.getName().equals("config-" + config.name())
                        && config.reload() == ConfigMount.Reload.Live);
    }

    /**
     * As in a pod, anyone may write and programs may be started; it may take what the memory limit lets it. Where the
     * image has the directory already Docker keeps its mode, so there it has to belong to the user.
     */
    private String scratch(String path) {
        StringBuilder mount = new StringBuilder(Literal.of(path)).append(":mode=1777,exec");
        Long user = pod.spec().getSecurityContext().getRunAsUser();
        if (user != null) {
            mount.append(",uid=").append(user);
            mount.append(",gid=").append(pod.spec().getSecurityContext().getRunAsGroup());
        }
        Memory.limit(pod.container().getResources())
                .ifPresent(bytes -> mount.append(",size=").append(Limits.mountSize(bytes)));
        return mount.toString();
    }

    private void data(String claim, String path, boolean readOnly) {
        String volume = claim.substring(owner.name().length() + 1);
        volumes.add(volume + ":" + Literal.of(path) + (readOnly ? ":ro" : ""));
        if (!readOnly) {
            pod.user().ifPresent(user -> owned.add(new OwnedVolume(volume, user)));
        }
    }

    private void project(String volume, VolumeProjection source) {
        if (source.getSecret() != null) {
            source.getSecret()
                    .getItems()
                    .forEach(item -> secret(
                            volume,
                            item.getPath(),
                            new SecretKey(source.getSecret().getName(), item.getKey())));
        } else {
            // Only backups have these, which read them anew each time.
            Map<String, String> data =
                    configMaps.getOrDefault(source.getConfigMap().getName(), Map.of());
            source.getConfigMap()
                    .getItems()
                    .forEach(item -> files.add(
                            new PreparedFile(volume, item.getPath(), new Secrets.Open(data.get(item.getKey())), true)));
        }
    }

    private void secret(String volume, String file, SecretKey key) {
        files.add(new PreparedFile(volume, file, secrets.source(key), false));
    }

    /** No name of a claim has an underscore, so the two kinds cannot meet. */
    private String prepared(String purpose, String path) {
        String volume = pod.name() + "_" + purpose;
        volumes.add(volume + ":" + Literal.of(path) + ":ro");
        return volume;
    }
}
