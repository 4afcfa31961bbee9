package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares one container in Kubernetes with one in Docker. */
final class Parity {
    private final KubernetesView kubernetes;
    private final Pod pod;
    private final Container container;
    private final Service service;
    private final PreparedHost host;

    Parity(KubernetesView kubernetes, Pod pod, Service service, PreparedHost host) {
        this.kubernetes = kubernetes;
        this.pod = pod;
        this.container = pod.container();
        this.service = service;
        this.host = host;
    }

    void check() throws IOException {
        assertThat(service.image()).isEqualTo(container.getImage());
        environment();
        program();
        ports();
        health();
        limits();
        for (VolumeMount mount : container.getVolumeMounts()) {
            volume(mount);
        }
        assertThat(service.safety().readOnly())
                .isEqualTo(container.getSecurityContext().getReadOnlyRootFilesystem());
        assertThat(service.safety().capDrop())
                .isEqualTo(container.getSecurityContext().getCapabilities().getDrop());
    }

    private void environment() throws IOException {
        assertThat(found()).as("environment of %s", pod.name()).isEqualTo(expected());
    }

    Map<String, String> expected() {
        return new TreeMap<>(kubernetes.environment(pod));
    }

    /** Our own images have their secrets in files: their values are compared all the same. */
    Map<String, String> found() throws IOException {
        Map<String, String> found = new TreeMap<>();
        service.program().environment().forEach((name, value) -> found.put(name, host.read(value)));
        if (pod.component().isEmpty()) {
            found.keySet().removeIf(name -> name.endsWith("_FILE"));
            for (String mount : service.files().volumes()) {
                if (mount.contains(":" + SecretFiles.DIRECTORY + ":")) {
                    found.putAll(host.files(mount.substring(0, mount.indexOf(':'))));
                }
            }
        }
        return found;
    }

    private void program() {
        Map<String, String> environment = kubernetes.environment(pod);
        assertThat(texts(service.program().command())).isEqualTo(expanded(container.getArgs(), environment));
        if (pod.component().isPresent()) {
            assertThat(texts(service.program().entrypoint())).isEqualTo(expanded(container.getCommand(), environment));
        } else if (!container.getCommand().isEmpty()) {
            assertThat(texts(service.program().entrypoint()).get(2))
                    .endsWith(container.getCommand().get(2));
        }
        Long user = pod.spec().getSecurityContext().getRunAsUser();
        assertThat(service.program().user())
                .isEqualTo(
                        user == null
                                ? null
                                : user + ":" + pod.spec().getSecurityContext().getRunAsGroup());
        Integer replicas = service.deploy().replicas();
        assertThat(replicas == null ? 1 : replicas).isEqualTo(pod.replicas());
    }

    private List<String> texts(List<String> texts) {
        return texts.stream().map(host::read).toList();
    }

    private static List<String> expanded(List<String> texts, Map<String, String> environment) {
        return texts.stream()
                .map(text -> KubernetesView.expanded(text, environment))
                .toList();
    }

    private void ports() {
        assertThat(service.reach().expose())
                .isEqualTo(container.getPorts().stream()
                        .map(port -> String.valueOf(port.getContainerPort()))
                        .toList());
        if (!container.getPorts().isEmpty()) {
            assertThat(service.reach().networks().values())
                    .allSatisfy(network -> assertThat(network.aliases()).contains(pod.host()));
        }
    }

    private void health() {
        Probe ready = container.getReadinessProbe();
        if (ready == null) {
            assertThat(service.healthcheck()).isNull();
            return;
        }
        assertThat(service.healthcheck().interval()).isEqualTo(ready.getPeriodSeconds() + "s");
        assertThat(service.healthcheck().timeout()).isEqualTo(ready.getTimeoutSeconds() + "s");
        assertThat(service.healthcheck().retries()).isEqualTo(ready.getFailureThreshold());
        String test = host.read(String.join(" ", service.healthcheck().test()));
        if (ready.getHttpGet() != null) {
            assertThat(test)
                    .endsWith("http://127.0.0.1:" + container.getPorts().get(0).getContainerPort()
                            + ready.getHttpGet().getPath());
        } else if (ready.getExec() != null) {
            List<String> command = ready.getExec().getCommand();
            assertThat(test).endsWith(command.get(command.size() - 1));
        } else {
            assertThat(test).contains("127.0.0.1 " + container.getPorts().get(0).getContainerPort());
        }
    }

    void limits() {
        var resources = service.deploy().resources();
        amounts(container.getResources().getLimits(), resources.limits());
        amounts(container.getResources().getRequests(), resources.reservations());
    }

    private static void amounts(Map<String, Quantity> expected, Service.Amounts found) {
        assertThat(new BigDecimal(found.cpus()))
                .isEqualByComparingTo(expected.get("cpu").getNumericalAmount());
        String memory = found.memory();
        long unit = memory.endsWith("M") ? 1024 * 1024 : 1;
        assertThat(BigDecimal.valueOf(Long.parseLong(memory.replaceAll("[a-zA-Z]", "")) * unit))
                .isEqualByComparingTo(expected.get("memory").getNumericalAmount());
    }

    void volume(VolumeMount mount) throws IOException {
        Volume volume = pod.spec().getVolumes().stream()
                .filter(v -> v.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow();
        if (volume.getEmptyDir() != null) {
            boolean memory =
                    mount.getMountPath().equals("/dev/shm") && service.files().shmSize() != null;
            assertThat(memory
                            || service.files().tmpfs().stream().anyMatch(t -> t.startsWith(mount.getMountPath() + ":")))
                    .as("scratch space at %s", mount.getMountPath())
                    .isTrue();
            return;
        }
        String[] found = service.files().volumes().stream()
                .map(text -> host.read(text).split(":"))
                .filter(parts -> parts[1].equals(mount.getMountPath()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing at " + mount.getMountPath()));
        if (volume.getPersistentVolumeClaim() != null) {
            assertThat("shop-" + found[0])
                    .isEqualTo(volume.getPersistentVolumeClaim().getClaimName());
        } else {
            assertThat(found).hasSize(3).endsWith("ro");
            assertThat(host.files(found[0])).containsAllEntriesOf(kubernetes.files(volume));
            assertThat(host.files(found[0]).keySet())
                    .filteredOn(file -> !BackupServices.SCRIPTS.contains(file))
                    .containsExactlyInAnyOrderElementsOf(
                            kubernetes.files(volume).keySet());
        }
    }
}
