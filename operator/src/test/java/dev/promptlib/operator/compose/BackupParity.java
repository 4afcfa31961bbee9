package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the CronJobs of the backups with the services that take their places. */
final class BackupParity {
    /** What a pod has that begins and ends, and a service that stays has otherwise. */
    private static final Set<String> OTHERWISE = Set.of("tools", "scratch");

    private final KubernetesView kubernetes;
    private final BackupPods pods;
    private final Composed composed;
    private final PreparedHost host;

    BackupParity(KubernetesView kubernetes, BackupPods pods, Composed composed, PreparedHost host) {
        this.kubernetes = kubernetes;
        this.pods = pods;
        this.composed = composed;
        this.host = host;
    }

    void check() throws IOException {
        compare(pods.backupJob(), "backup");
        compare(pods.verifyJob(), "verify");
        Service restore = composed.file().services().get("restore");
        if (restore != null) {
            assertThat(restore.program().environment())
                    .as("a restore makes a backup too")
                    .containsAllEntriesOf(without(
                            service("backup").program().environment(),
                            CronTimes.of("@daily").variables()));
        }
    }

    private Service service(String name) {
        return composed.file().services().get(name);
    }

    private void compare(CronJob job, String name) throws IOException {
        PodTemplateSpec template = job.getSpec().getJobTemplate().getSpec().getTemplate();
        Service service = service(name);
        Parity parity =
                new Parity(kubernetes, new Pod(name, name, Optional.empty(), 1, false, template), service, host);
        Map<String, String> found = parity.found();
        service.program().environment().forEach((variable, value) -> found.putIfAbsent(variable, host.read(value)));
        assertThat(found)
                .containsAllEntriesOf(without(parity.expected(), Map.of("RESTIC_CACHE_DIR", "")))
                .containsEntry("SCHEDULE", job.getSpec().getSchedule())
                .containsEntry("TIME_ZONE", job.getSpec().getTimeZone())
                .containsEntry(
                        "DEADLINE",
                        job.getSpec()
                                .getJobTemplate()
                                .getSpec()
                                .getActiveDeadlineSeconds()
                                .toString())
                .containsAllEntriesOf(CronTimes.of(job.getSpec().getSchedule()).variables());
        assertThat(service.profiles().isEmpty()).isEqualTo(!job.getSpec().getSuspend());
        assertThat(service.image())
                .isEqualTo(template.getSpec().getContainers().get(0).getImage());
        parity.limits();
        for (VolumeMount mount : template.getSpec().getContainers().get(0).getVolumeMounts()) {
            if (!OTHERWISE.contains(mount.getName())) {
                parity.volume(mount);
            }
        }
    }

    private static Map<String, String> without(Map<String, String> all, Map<String, String> some) {
        return all.entrySet().stream()
                .filter(entry ->
                        !some.containsKey(entry.getKey()) && !entry.getKey().equals("SCHEDULE"))
                .filter(entry -> !entry.getKey().equals("TIME_ZONE"))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
