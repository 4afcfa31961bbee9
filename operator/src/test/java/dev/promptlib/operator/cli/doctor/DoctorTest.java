package dev.promptlib.operator.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cli.OutputOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each trouble, as the cluster shows it, and what is said of it. */
class DoctorTest {
    private static final String NOW = "2026-11-01T12:00:00Z";
    private static final String LONG_AGO = "2026-11-01T11:00:00Z";

    private final SceneBuilder scene = new SceneBuilder();

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(scene.pod("app", "{ready: true, state: {running: {}}}").advice())
                .isEmpty();
    }

    @Test
    void noOperator() {
        scene.operators = Optional.of(List.of());
        assertThat(only())
                .startsWith("operator-not-running: there is no operator")
                .contains("promptlib up");
    }

    @Test
    void anOperatorWithoutAPod() {
        scene.operator("{availableReplicas: 0}");
        assertThat(only()).startsWith("operator-not-running: the operator in the namespace system has no pod");
    }

    @Test
    void saysNothingOfAnOperatorThatMayNotBeSeen() {
        scene.operators = Optional.empty();
        assertThat(scene.advice()).isEmpty();
    }

    @Test
    void anOperatorThatWatchesElsewhere() {
        scene.library = scene.library.replace("observedGeneration: 2", "observedGeneration: 1");
        assertThat(only()).startsWith("operator-not-watching").contains("PROMPTLIB_WATCH_NAMESPACES");
    }

    @Test
    void aDeletionThatDoesNotEnd() {
        scene.library = scene.library.replace(
                "generation: 2,",
                "generation: 2, deletionTimestamp: '" + LONG_AGO + "', finalizers: [promptlib.dev/cleanup],");
        assertThat(only()).startsWith("deletion-stuck").contains("promptlib.dev/cleanup");
    }

    @Test
    void aSpecThatCannotBeCarriedOut() {
        scene.conditions("{type: Stalled, status: 'True', reason: SecretMissing, message: there is no Secret x}");
        assertThat(only())
                .isEqualTo("stalled: SecretMissing: there is no Secret x -> make the Secret or the key that the message"
                        + " names; it goes on by itself");
    }

    @Test
    void aDeletionThatWaitsForItsLastBackup() {
        scene.library = scene.library.replace(
                "generation: 2,",
                "generation: 2, deletionTimestamp: '" + LONG_AGO + "', finalizers: [promptlib.dev/cleanup],");
        scene.conditions("{type: Ready, status: 'False', reason: Deleting, message: the last backup is being made}");
        assertThat(only()).startsWith("deletion-stuck").endsWith("-> the last backup is being made");
    }

    @Test
    void aBackupThatFailed() {
        scene.conditions("{type: BackupSucceeded, status: 'False', reason: BackupFailed, message: the volume is full}");
        assertThat(only())
                .startsWith("backup-failed: BackupFailed: the volume is full")
                .contains("promptlib backup");
    }

    @Test
    void aBackupThatCannotBeProved() {
        scene.conditions(
                "{type: BackupVerified, status: 'False', reason: VerificationFailed, message: table prompts differs}");
        assertThat(only())
                .startsWith("backup-not-verified: VerificationFailed: table prompts differs")
                .contains("--verify");
    }

    @Test
    void saysNothingOfABackupThatIsStillToBeMade() {
        scene.conditions("{type: BackupSucceeded, status: Unknown, reason: BackupFailed, message: none yet}");
        assertThat(scene.advice()).isEmpty();
    }

    @Test
    void aSuspendedResource() {
        scene.library = scene.library.replace("spec: {", "spec: {suspend: true, ");
        assertThat(only()).startsWith("suspended: spec.suspend is true");
    }

    @Test
    void aPodThatFindsNoNode() {
        scene.pod("app", "{}", "{type: PodScheduled, status: 'False', message: 0/1 nodes are available}");
        assertThat(only())
                .startsWith("pod-not-placed: pod shop-app-1 finds no node: 0/1 nodes")
                .contains("nodeSelector");
    }

    @Test
    void anImageThatIsNotThere() {
        scene.pod("app", "{image: 'shop:9', state: {waiting: {reason: ImagePullBackOff, message: not found}}}");
        assertThat(only()).startsWith("image-not-pulled: pod shop-app-1 cannot have its image shop:9: not found");
    }

    @Test
    void aContainerThatWouldRunAsRoot() {
        scene.pod("app", "{state: {waiting: {reason: CreateContainerConfigError, message: image will run as root}}}");
        assertThat(only()).startsWith("container-not-made").contains("pod.runAsUser");
    }

    @Test
    void aContainerThatEndsAgainAndAgain() {
        scene.pod(
                "app",
                "{restartCount: 4, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {reason:"
                        + " Error, exitCode: 1, message: \"starting\\nno DATABASE_URL\"}}}");
        assertThat(only())
                .startsWith("crashing: pod shop-app-1 ends again and again (exit code 1: no DATABASE_URL)")
                .contains("promptlib logs --previous -c app");
    }

    @Test
    void aContainerThatNeedsMoreMemoryThanItMayHave() {
        scene.pod(
                "app",
                "{ready: true, restartCount: 2, state: {running: {}}, lastState: {terminated: {reason: OOMKilled,"
                        + " exitCode: 137}}}");
        assertThat(only())
                .startsWith("out-of-memory")
                .contains("(2 restarts)")
                .contains("resources.limits.memory of app");
    }

    @Test
    void aHealthCheckThatFails() {
        scene.pod("app", "{ready: false, state: {running: {}}}")
                .event(
                        "Pod",
                        "shop-app-1",
                        "Unhealthy",
                        "Readiness probe failed: HTTP probe failed with statuscode: 404");
        assertThat(only())
                .startsWith("health-fails")
                .contains("statuscode: 404")
                .contains("port 8000")
                .contains("/health");
    }

    @Test
    void aVolumeThatNobodyMakes() {
        scene.claim("fast");
        assertThat(only())
                .startsWith("volume-pending: the volume shop-database")
                .contains("there is no storage class fast");
        scene.storageClasses = Optional.of(List.of());
        assertThat(only()).contains("the cluster has no storage class: install one");
    }

    @Test
    void podsThatAQuotaRefuses() {
        scene.event("ReplicaSet", "shop-app-7", "FailedCreate", "exceeded quota: pods, requested: pods=1");
        assertThat(only()).startsWith("pods-refused").contains("exceeded quota").contains("ResourceQuota");
    }

    @Test
    void anIngressThatNobodyTakesUp() {
        scene.ingress("nginx");
        assertThat(only()).startsWith("no-way-in").contains("there is no ingress class nginx; there are traefik");
        scene.ingressClasses = Optional.of(List.of());
        assertThat(only()).contains("install an ingress controller");
    }

    @Test
    void anAutoscalerThatSeesNoLoad() {
        scene.autoscaler("{type: ScalingActive, status: 'False', reason: FailedGetResourceMetric, message: no metrics,"
                + " lastTransitionTime: '" + LONG_AGO + "'}");
        assertThat(only())
                .startsWith("autoscaler-blind: the autoscaler shop-app knows no load")
                .contains("metrics-server");
    }

    @Test
    void aDatabaseWhoseDiskIsNearlyFull() {
        scene.databaseDisk = Optional.of(84);
        assertThat(scene.advice()).isEmpty();
        scene.databaseDisk = Optional.of(91);
        assertThat(only()).startsWith("database-disk-full: the database's volume is 91% full");
    }

    @Test
    void nothingIsWrongWithAVolumeThatWaitsForItsFirstPod() {
        scene.claim("local-path")
                .event("PersistentVolumeClaim", "shop-database", "WaitForFirstConsumer", "waiting for first consumer");
        assertThat(scene.advice()).isEmpty();
    }

    @Test
    void namesTheCauseBeforeWhatComesOfIt() {
        scene.operator("{}");
        scene.conditions("{type: Stalled, status: 'True', reason: NameTaken, message: taken}");
        scene.pod("app", "{state: {waiting: {reason: ErrImagePull}}}");
        assertThat(scene.advice())
                .extracting(Advice::trouble)
                .containsExactly("operator-not-running", "stalled", "image-not-pulled");
    }

    @Test
    void saysWhatIsWaitedForWhereNothingIsWrong() {
        scene.conditions("{type: Ready, status: 'False', reason: WaitingForDatabase, message: PostgreSQL is starting}");
        assertThat(new Doctor(scene.scene(Instant.parse(NOW))).waitingFor()).hasValue("PostgreSQL is starting");
    }

    private String only() {
        List<Advice> advice = new Doctor(scene.scene(Instant.parse(NOW))).advice();
        assertThat(advice).as(OutputOption.json(advice)).hasSize(1);
        return advice.get(0).trouble() + ": " + advice.get(0).what() + " -> "
                + advice.get(0).next();
    }
}
