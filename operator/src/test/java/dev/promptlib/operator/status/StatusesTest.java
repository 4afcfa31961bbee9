package dev.promptlib.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.PromptLibraryStatus.Phase;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.DatabaseVolume;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.PresentVolumes;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.observe.Observation;
import dev.promptlib.operator.observe.PartState;
import dev.promptlib.operator.observe.PodTrouble;
import dev.promptlib.operator.observe.SetupState;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private static final PartState READY = new PartState(true, 1, 1, 1, true);
    private static final PartState DOWN = new PartState(true, 1, 0, 0, true);
    private static final PartState ROLLING = new PartState(true, 2, 1, 2, false);
    private static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T10:00:00Z");

    private final Input input =
            input("components: [{name: app, image: 'a:1.2', port: 80}]\nexposure: {host: shop.test}");
    private PartState database = READY;
    private SetupState setup = SetupState.DONE;
    private PartState app = READY;
    private List<PodTrouble> troubles = List.of();
    private List<Problem> problems = List.of();
    private final ApplyReport report = new ApplyReport();
    private ReleaseStatus release;
    private PromptLibraryStatus previous;

    private static Input input(String spec) {
        PromptLibrary resource = Serialization.unmarshal("spec:\n" + spec.indent(2), PromptLibrary.class);
        return Input.of(new Owner("shop", "prod", "uid"), resource.getSpec(), References.NONE, Credentials.NONE);
    }

    private PromptLibraryStatus status(Input of, Instant now) {
        Observation seen = new Observation(
                database,
                setup,
                PartState.ABSENT,
                READY,
                SetupState.DONE,
                Map.of("app", app),
                troubles,
                SetupState.DONE,
                List.of(),
                List.of());
        return Statuses.of(new Round(of, 3, seen, problems, report, release, List.of(), "digest", null, previous, now));
    }

    private PromptLibraryStatus status() {
        return status(input, MONDAY);
    }

    private static Optional<Condition> find(PromptLibraryStatus status, Condition.Type type) {
        return status.conditions().stream().filter(c -> c.type() == type).findFirst();
    }

    private static Condition ready(PromptLibraryStatus status) {
        return find(status, Condition.Type.Ready).orElseThrow();
    }

    @Test
    void isReadyWhenAllPartsAre() {
        PromptLibraryStatus status = status();
        assertThat(ready(status).status()).isEqualTo(Condition.Status.True);
        assertThat(status.phase()).isEqualTo(Phase.Ready);
        assertThat(status.url()).isEqualTo("http://shop.test/");
        assertThat(status.version()).isEqualTo("1.2");
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(find(status, Condition.Type.Reconciling)).isEmpty();
        assertThat(find(status, Condition.Type.Stalled)).isEmpty();
    }

    @Test
    void waitsForTheDatabaseFirst() {
        database = DOWN;
        app = PartState.ABSENT;
        PromptLibraryStatus status = status();
        assertThat(ready(status).reason()).isEqualTo(Reason.WaitingForDatabase);
        assertThat(find(status, Condition.Type.Reconciling)).isPresent();
        assertThat(status.phase()).isEqualTo(Phase.Progressing);
    }

    @Test
    void isNotReadyBeforeTheRolesAreMade() {
        setup = SetupState.WAITING;
        assertThat(find(status(), Condition.Type.DatabaseReady).orElseThrow().status())
                .isEqualTo(Condition.Status.False);
    }

    @Test
    void stallsWithTheServersWordsWhenTheSetupFails() {
        setup = new SetupState(SetupState.Progress.FAILED, "extension \"foo\" is not available");
        PromptLibraryStatus status = status();
        assertThat(status.phase()).isEqualTo(Phase.Stalled);
        assertThat(find(status, Condition.Type.Stalled).orElseThrow().message())
                .startsWith("spec.database: ")
                .contains("extension \"foo\" is not available");
    }

    @Test
    void isUnknownWhileARolloutServes() {
        app = ROLLING;
        PromptLibraryStatus status = status();
        assertThat(ready(status).status()).isEqualTo(Condition.Status.Unknown);
        assertThat(ready(status).reason()).isEqualTo(Reason.RollingOut);
        assertThat(find(status, Condition.Type.Reconciling)).isPresent();
    }

    @Test
    void isDegradedWhenAPartThatWasReadyNoLongerIs() {
        previous = status();
        database = DOWN;
        PromptLibraryStatus degraded = status(input, TUESDAY);
        assertThat(degraded.phase()).isEqualTo(Phase.Degraded);
        assertThat(ready(degraded).reason()).isEqualTo(Reason.Unavailable);
        previous = degraded;
        assertThat(status(input, TUESDAY).phase()).isEqualTo(Phase.Degraded);
    }

    @Test
    void namesThePodThatFails() {
        app = DOWN;
        troubles = List.of(new PodTrouble("app", "shop-app-1", "ErrImagePull: no such image"));
        assertThat(ready(status()).message()).contains("0 of 1 pods ready", "shop-app-1", "no such image");
        assertThat(ready(status()).reason()).isEqualTo(Reason.PodFailing);
    }

    @Test
    void stallsOnAProblemAndSaysThatNothingChanged() {
        problems = List.of(
                new Problem("spec.secrets.from[0].name", Reason.SecretMissing, "there is no Secret x"),
                new Problem("spec.cache.maxMemory", Reason.InvalidSpec, "too much"));
        PromptLibraryStatus status = status();
        assertThat(ready(status).status()).isEqualTo(Condition.Status.False);
        assertThat(find(status, Condition.Type.Stalled).orElseThrow().message())
                .contains(
                        "spec.secrets.from[0].name: there is no Secret x",
                        "spec.cache.maxMemory: too much",
                        "unchanged");
        assertThat(find(status, Condition.Type.Reconciling)).isEmpty();
    }

    @Test
    void stallsOnARefusalButNotOnAPassingFault() {
        var object = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("c")
                .endMetadata()
                .build();
        report.add(
                object,
                new KubernetesClientException(new StatusBuilder()
                        .withCode(500)
                        .withMessage("try later")
                        .build()));
        assertThat(status().phase()).isEqualTo(Phase.Progressing);
        assertThat(ready(status()).message()).isEqualTo("ConfigMap c: try later; it is tried again");
        report.add(
                object,
                new KubernetesClientException(new StatusBuilder()
                        .withCode(422)
                        .withMessage("is invalid")
                        .build()));
        assertThat(status().phase()).isEqualTo(Phase.Stalled);
    }

    @Test
    void keepsTheTimeOfAConditionThatDoesNotTurn() {
        previous = status();
        assertThat(ready(status(input, TUESDAY)).lastTransitionTime()).isEqualTo(MONDAY.toString());
        app = DOWN;
        assertThat(ready(status(input, TUESDAY)).lastTransitionTime()).isEqualTo(TUESDAY.toString());
        assertThat(find(status(input, TUESDAY), Condition.Type.DatabaseReady)
                        .orElseThrow()
                        .lastTransitionTime())
                .isEqualTo(MONDAY.toString());
    }

    @Test
    void isTheSameValueWhenNothingChanged() {
        previous = status();
        assertThat(status(input, TUESDAY)).isEqualTo(previous);
    }

    @Test
    void saysThatItIsSuspended() {
        PromptLibraryStatus status =
                status(input("suspend: true\ncomponents: [{name: app, image: 'a:1', port: 80}]"), MONDAY);
        assertThat(status.phase()).isEqualTo(Phase.Suspended);
        assertThat(ready(status).message()).contains("suspended");
    }

    @Test
    void isThereFromTheFirstSecondAndNotReady() {
        PromptLibraryStatus status = Statuses.accepted(1, MONDAY);
        assertThat(ready(status).status()).isEqualTo(Condition.Status.False);
        assertThat(find(status, Condition.Type.Reconciling)).isPresent();
    }

    private static ReleaseStatus release(ReleaseStatus.Phase phase, boolean coming, ReleaseStatus.Failure failure) {
        var runs = new ReleaseStatus.Version(2L, "aa", Map.of(), null, MONDAY.toString(), null);
        var target = new ReleaseStatus.Version(3L, "bb", Map.of(), null, MONDAY.toString(), null);
        return new ReleaseStatus(
                phase, runs, null, coming ? target : null, "app", 0, MONDAY.toString(), null, failure, null);
    }

    private static ReleaseStatus.Failure failure(String safetyBackup) {
        return new ReleaseStatus.Failure(
                3L,
                "bb",
                ReleaseStatus.Phase.Rolling,
                Reason.PodFailing,
                "pod app-1: no such image",
                safetyBackup,
                MONDAY.toString());
    }

    @Test
    void isStalledAndNeitherReadyNorNotWhenTheReleaseBeforeRunsAgain() {
        release = release(ReleaseStatus.Phase.RolledBack, false, failure(null));
        PromptLibraryStatus status = status();
        assertThat(status.phase()).isEqualTo(Phase.RolledBack);
        assertThat(ready(status).status()).isEqualTo(Condition.Status.Unknown);
        assertThat(find(status, Condition.Type.Stalled).orElseThrow().reason()).isEqualTo(Reason.RolledBack);
        assertThat(find(status, Condition.Type.RolledBack).orElseThrow().message())
                .isEqualTo("Release 3 failed while it was rolled out: pod app-1: no such image. Release 2 runs again;"
                        + " the release is not tried again until the spec changes: correct it");
        assertThat(find(status, Condition.Type.ComponentsReady).orElseThrow().status())
                .isEqualTo(Condition.Status.True);
    }

    @Test
    void saysThatAReleaseFailedThoughANewerPostgresWaitsForIt() {
        release = release(ReleaseStatus.Phase.RolledBack, false, failure(null));
        Input newer = Input.of(
                input.owner(),
                input("components: [{name: app, image: 'a:1.2', port: 80}]\ndatabase: {version: 17}")
                        .asked(),
                References.NONE,
                Credentials.NONE,
                new PresentVolumes(Map.of(), new DatabaseVolume("shop-database", 15, null)));
        assertThat(newer.newerPostgres()).isPresent();

        PromptLibraryStatus status = status(newer, MONDAY);

        assertThat(find(status, Condition.Type.Stalled).orElseThrow().reason()).isEqualTo(Reason.RolledBack);
        release = release(ReleaseStatus.Phase.Released, false, null);
        assertThat(ready(status(newer, MONDAY)).reason()).isEqualTo(Reason.Upgrading);
    }

    @Test
    void namesTheBackupThatWasTakenBeforeAReleaseThatFailed() {
        release = release(ReleaseStatus.Phase.RolledBack, false, failure("shop-7"));
        assertThat(ready(status()).message()).contains("never rolled back", "backup shop-7", "PromptLibraryRestore");
    }

    @Test
    void isNotReadyWhileAReleaseSettlesAlthoughAllPodsAre() {
        release = release(ReleaseStatus.Phase.Settling, true, null);
        PromptLibraryStatus status = status();
        assertThat(ready(status).status()).isEqualTo(Condition.Status.Unknown);
        assertThat(ready(status).message()).contains("Release 3", "30 s");
        assertThat(find(status, Condition.Type.Reconciling)).isPresent();
        assertThat(status.phase()).isEqualTo(Phase.Progressing);
    }

    @Test
    void saysThatAnEarlierReleaseRunsBecauseItWasAskedFor() {
        release = release(ReleaseStatus.Phase.Released, false, null)
                .with(new ReleaseStatus.Requested(1L, "aa", "cc", true));
        PromptLibraryStatus status = status();
        assertThat(ready(status).status()).isEqualTo(Condition.Status.True);
        assertThat(find(status, Condition.Type.RolledBack).orElseThrow().reason())
                .isEqualTo(Reason.Requested);
    }
}
