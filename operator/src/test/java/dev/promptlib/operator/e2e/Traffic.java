package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A steady hundred requests a second through a Service. */
final class Traffic {
    static final int PER_SECOND = 100;

    /** How it went for some time. */
    record Tally(long good, long failed, long worstMillis, List<String> faults) {
        void print(String what) {
            System.err.printf(
                    "[e2e] %s: %d requests, %d failed, worst %d ms%n", what, good + failed, failed, worstMillis);
        }
    }

    private record Second(long time, long good, long failed, long worst, String fault) {}

    private final KubernetesClient client;
    private final Pod pod;

    private Traffic(KubernetesClient client, Pod pod) {
        this.client = client;
        this.pod = pod;
    }

    /** From a pod of its own, with the driver's class from a ConfigMap. */
    static Traffic on(KubernetesClient client, String namespace, String url) {
        String type = TrafficDriver.class.getName().replace('.', '/') + ".class";
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("traffic")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withBinaryData(Map.of("driver", bytes(type)))
                        .build())
                .create();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("traffic")
                .withNamespace(namespace)
                .addToLabels("role", "traffic")
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1001L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("traffic")
                .withImage("promptlib/app:0.1.0")
                .withCommand("java", "-cp", "/driver", TrafficDriver.class.getName(), url, String.valueOf(PER_SECOND))
                .addNewVolumeMount()
                .withName("driver")
                .withMountPath("/driver")
                .endVolumeMount()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .addNewVolume()
                .withName("driver")
                .withNewConfigMap()
                .withName("traffic")
                .addNewItem("driver", null, type)
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
        client.resource(pod).create();
        Traffic traffic = new Traffic(client, client.resource(pod).waitUntilReady(120, TimeUnit.SECONDS));
        await("traffic")
                .atMost(Duration.ofMinutes(2))
                .until(() -> traffic.seconds().stream()
                                .filter(second -> second.failed() == 0 && second.good() > PER_SECOND / 2)
                                .count()
                        > 2);
        return traffic;
    }

    private static String bytes(String type) {
        try (var in = TrafficDriver.class.getResourceAsStream("/" + type)) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something, and says how the requests went meanwhile and a little after. */
    Tally during(String what, Runnable deed) {
        long start = Instant.now().getEpochSecond();
        deed.run();
        long end = Instant.now().getEpochSecond() + 2;
        await("the requests of " + what).atMost(Duration.ofMinutes(1)).until(() -> seconds().stream()
                .anyMatch(second -> second.time() > end));
        List<Second> seen = seconds().stream()
                .filter(second -> second.time() > start && second.time() <= end)
                .toList();
        Tally tally = new Tally(
                seen.stream().mapToLong(Second::good).sum(),
                seen.stream().mapToLong(Second::failed).sum(),
                seen.stream().mapToLong(Second::worst).max().orElse(0),
                seen.stream()
                        .map(Second::fault)
                        .filter(f -> !f.isEmpty())
                        .distinct()
                        .toList());
        tally.print(what);
        return tally;
    }

    /** Does something during which no request may fail. */
    void unharmedBy(String what, Runnable deed) {
        Tally tally = during(what, deed);
        assertThat(tally.failed())
                .as("failed requests of %d: %s", tally.good(), tally.faults())
                .isZero();
        assertThat(tally.good()).as("requests, all in all").isPositive();
    }

    private List<Second> seconds() {
        return client.pods()
                .resource(pod)
                .getLog()
                .lines()
                .filter(line -> line.matches("\\d+ \\d+ \\d+ \\d+ .*"))
                .map(line -> line.split(" ", 5))
                .map(part -> new Second(
                        Long.parseLong(part[0]),
                        Long.parseLong(part[1]),
                        Long.parseLong(part[2]),
                        Long.parseLong(part[3]),
                        part[4]))
                .toList();
    }
}
