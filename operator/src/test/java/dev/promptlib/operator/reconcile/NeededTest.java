package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.api.ReleaseStatus.Version;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.release.Aim;
import dev.promptlib.operator.release.Course;
import dev.promptlib.operator.release.Release;
import dev.promptlib.operator.release.Revisions;
import dev.promptlib.operator.release.SafetyBackup;
import dev.promptlib.operator.release.Seen;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stays of other releases, whatever the caches have shown so far. */
class NeededTest {
    private static final Owner OWNER = new Owner("shop", "prod", "uid");
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String SPEC =
            """
            spec:
              components: [{ name: app, image: 'app:3', port: 80, migration: { command: [migrate] } }]
              database: { engine: None }
              cache: { engine: None }
            """;

    /** Release 5 migrates, 4 runs, and 2 was before that: 3 failed. */
    private static Needed needed(Revisions revisions) {
        Input input = Input.of(
                OWNER, Serialization.unmarshal(SPEC, PromptLibrary.class).getSpec(), References.NONE, Credentials.NONE);
        Release wanted = Release.of(input);
        ReleaseStatus state = new ReleaseStatus(
                Phase.Migrating,
                version(4, "four"),
                version(2, "two"),
                version(5, wanted.digest()),
                "app",
                null,
                NOW.toString(),
                null,
                null,
                null);
        Seen seen = new Seen(true, SafetyBackup.NONE, Map.of(), Map.of(), false, List.of());
        Course course = new Course(state, new Aim(wanted, wanted, input.spec().update(), 6, true));
        return new Needed(ReleasePlan.of(input, input, course, seen, revisions, NOW), new NothingYet());
    }

    private static Version version(long number, String digest) {
        return new Version(number, digest, Map.of(), null, NOW.toString(), null);
    }

    private static HasMetadata job(String name, boolean ended) {
        var job = new JobBuilder().withNewMetadata().withName(name).endMetadata();
        return ended
                ? job.withNewStatus()
                        .addNewCondition()
                        .withType("Complete")
                        .withStatus("True")
                        .withLastTransitionTime(NOW.toString())
                        .endCondition()
                        .endStatus()
                        .build()
                : job.build();
    }

    @ParameterizedTest
    @CsvSource({
        "shop-app-migrate-1, false",
        "shop-app-migrate-2, true",
        "shop-app-migrate-3, false",
        "shop-app-migrate-4, true",
        "shop-app-migrate-5, true",
        "shop-app-migrate-6, true",
        "shop-safety-1, false",
        "shop-safety-5, true",
        "shop-safety-12, true",
        "shop-database-setup, false",
        "shop-migrate-5-database-setup, false"
    })
    void keepsTheJobsOfReleasesThatAreNamedAndOfThoseToCome(String name, boolean stays) {
        assertThat(needed(Revisions.among(List.of(), OWNER)).has(job(name, true)))
                .isEqualTo(stays);
    }

    @Test
    void letsNoMigrationRunThatNobodyWaitsFor() {
        Needed needed = needed(Revisions.among(List.of(revision("withdrawn", 6)), OWNER));

        assertThat(needed.has(job("shop-app-migrate-5", false)))
                .as("on its way")
                .isTrue();
        assertThat(needed.has(job("shop-app-migrate-4", false)))
                .as("of the past")
                .isFalse();
        assertThat(needed.has(job("shop-app-migrate-6", false))).as("withdrawn").isFalse();
        assertThat(needed.has(job("shop-app-migrate-7", false)))
                .as("not known yet")
                .isTrue();
    }

    @Test
    void keepsTenRevisionsThoseThatAreNamedAndThoseThatItDoesNotKnowYet() {
        List<ControllerRevision> known = IntStream.rangeClosed(1, 13)
                .mapToObj(number -> revision(number == 2 ? "two" : "digest-" + number, number))
                .toList();
        Needed needed = needed(Revisions.among(known, OWNER));

        assertThat(known.stream().filter(revision -> !needed.has(revision)).map(ControllerRevision::getRevision))
                .containsExactly(1L, 3L);
        assertThat(needed.has(revision("new", 14))).isTrue();
    }

    private static ControllerRevision revision(String digest, long number) {
        return new ControllerRevisionBuilder()
                .withMetadata(OWNER.shared("shop-" + digest))
                .withRevision(number)
                .build();
    }

    /** Caches that have heard of nothing. */
    private static final class NothingYet implements Children {
        @Override
        public Set<Class<? extends HasMetadata>> kinds() {
            return Set.of();
        }

        @Override
        public <T extends HasMetadata> Optional<T> get(Class<T> kind, Owner owner, String name) {
            return Optional.empty();
        }

        @Override
        public <T extends HasMetadata> List<T> of(Class<T> kind, Owner owner) {
            return List.of();
        }

        @Override
        public void remember(HasMetadata written, Optional<HasMetadata> previous) {
            throw new UnsupportedOperationException();
        }
    }
}
