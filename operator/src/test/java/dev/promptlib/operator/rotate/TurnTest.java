package dev.promptlib.operator.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.Rotation;
import dev.promptlib.operator.api.Rotation.Kind;
import dev.promptlib.operator.input.Login;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Instant MADE = Instant.parse("2026-01-05T10:00:00Z");
    private static final Rotation ON_DEMAND = new Rotation(null, "UTC", List.of(Kind.values()), 60);
    private static final Rotation EACH_MONTH = new Rotation("0 3 1 * *", "Europe/Zurich", List.of(Kind.Database), 60);
    private static final Turn DATABASE = new Turn(Kind.Database, new Logins("app"));
    private static final Turn REPOSITORY = new Turn(Kind.Repository, new RepositoryPassword());
    private static final Turn APPLICATION = new Turn(
            Kind.Application,
            new ApplicationSecrets(
                    List.of(new GeneratedSecret("JWT_SECRET", 32, GeneratedSecret.Encoding.Alphanumeric))));

    private final AtomicInteger made = new AtomicInteger();
    private Kept kept = new Kept(Map.of("superuser-password", "root", "password", "first"), MADE, "");

    private Instant now = MADE;

    private boolean turns(Turn turn, Rotation rules, String wish) {
        return turns(turn, rules, wish, false);
    }

    private boolean turns(Turn turn, Rotation rules, String wish, boolean told) {
        var next = turn.next(
                kept,
                rules,
                wish.isEmpty() ? Wish.NONE : Wish.of(wish).orElseThrow(),
                now,
                told,
                shape -> "new" + made.incrementAndGet());
        next.ifPresent(n -> kept = n);
        return next.isPresent();
    }

    @Test
    void twoUsersTakeTurns() {
        assertThat(turns(DATABASE, ON_DEMAND, "")).isFalse();
        assertThat(turns(DATABASE, ON_DEMAND, "Cache@1")).as("another kind").isFalse();

        assertThat(turns(DATABASE, ON_DEMAND, "database@1")).isTrue();
        assertThat(Login.of(kept.values(), "app")).isEqualTo(new Login("app_2", "new1"));
        assertThat(Login.previous(kept.values(), "app")).hasValue(new Login("app", "first"));
        assertThat(kept.values()).containsEntry("superuser-password", "root");
        assertThat(turns(DATABASE, ON_DEMAND, "database@1"))
                .as("the same request again")
                .isFalse();

        now = MADE.plusSeconds(10);
        assertThat(turns(DATABASE, ON_DEMAND, "all@2")).isTrue();
        assertThat(Login.of(kept.values(), "app")).isEqualTo(new Login("app", "new2"));
        assertThat(Login.previous(kept.values(), "app")).hasValue(new Login("app_2", "new1"));
    }

    @Test
    void theEarlierOneIsGivenUpWhenItsTimeIsOver() {
        turns(DATABASE, ON_DEMAND, "database");
        now = MADE.plusSeconds(3599);
        assertThat(turns(DATABASE, ON_DEMAND, "database")).isFalse();
        assertThat(DATABASE.nextLook(kept, ON_DEMAND, now)).hasValue(MADE.plusSeconds(3600));

        now = MADE.plusSeconds(3600);
        assertThat(turns(DATABASE, ON_DEMAND, "database")).isTrue();
        assertThat(Login.of(kept.values(), "app")).isEqualTo(new Login("app_2", "new1"));
        assertThat(Login.previous(kept.values(), "app")).isEmpty();
        assertThat(kept.since()).isEqualTo(MADE);
        assertThat(DATABASE.nextLook(kept, ON_DEMAND, now)).isEmpty();
    }

    @Test
    void applicationsFindWhatASecretWasBefore() {
        kept = new Kept(Map.of("JWT_SECRET", "first", "OTHER", "theirs"), MADE, "");
        turns(APPLICATION, ON_DEMAND, "Application");
        assertThat(kept.values())
                .isEqualTo(Map.of("JWT_SECRET", "new1", "JWT_SECRET_PREVIOUS", "first", "OTHER", "theirs"));
        now = MADE.plusSeconds(3600);
        turns(APPLICATION, ON_DEMAND, "Application");
        assertThat(kept.values()).isEqualTo(Map.of("JWT_SECRET", "new1", "OTHER", "theirs"));
    }

    @Test
    void aPasswordTakesItsPlaceOnlyWhenTheRepositoryKnowsIt() {
        kept = new Kept(Map.of("password", "first"), MADE, "");
        now = MADE.plusSeconds(10);
        assertThat(turns(REPOSITORY, ON_DEMAND, "all@1")).as("not among all").isFalse();
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1")).isTrue();
        assertThat(kept.values()).isEqualTo(Map.of("password", "first", "coming-password", "new1"));
        assertThat(kept.since()).isEqualTo(MADE);
        assertThat(REPOSITORY.waits(kept)).isTrue();
        now = MADE.plusSeconds(8000);
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@2"))
                .as("while the repository is not told")
                .isFalse();

        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1", true)).isTrue();
        assertThat(kept.values()).isEqualTo(Map.of("password", "new1", "previous-password", "first"));
        assertThat(kept.since()).isEqualTo(now);
        assertThat(REPOSITORY.waits(kept)).isFalse();
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1", true)).isFalse();

        now = now.plusSeconds(3600);
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1")).isTrue();
        assertThat(kept.values()).isEqualTo(Map.of("password", "new1", "going-password", "first"));
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1", true)).isTrue();
        assertThat(kept.values()).isEqualTo(Map.of("password", "new1"));
        assertThat(REPOSITORY.waits(kept)).isFalse();
    }

    @Test
    void onePasswordGoesAsTheNextOneComes() {
        kept = new Kept(Map.of("password", "second", "previous-password", "first"), MADE, "");
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1")).isTrue();
        assertThat(kept.values())
                .isEqualTo(Map.of("password", "second", "coming-password", "new1", "going-password", "first"));
        assertThat(turns(REPOSITORY, ON_DEMAND, "Repository@1", true)).isTrue();
        assertThat(kept.values()).isEqualTo(Map.of("password", "new1", "previous-password", "second"));
    }

    @Test
    void aScheduleCountsFromTheLastRotation() {
        now = Instant.parse("2026-02-01T01:59:59Z");
        assertThat(turns(DATABASE, EACH_MONTH, "")).isFalse();
        assertThat(DATABASE.nextLook(kept, EACH_MONTH, now)).hasValue(Instant.parse("2026-02-01T02:00:00Z"));
        now = Instant.parse("2026-02-01T02:00:00Z");
        assertThat(turns(APPLICATION, EACH_MONTH, "")).as("not what it is for").isFalse();
        assertThat(turns(DATABASE, EACH_MONTH, "")).isTrue();
        now = now.plusSeconds(60);
        assertThat(turns(DATABASE, EACH_MONTH, "")).isFalse();
    }

    @Test
    void aRequestNamesWhatItIsFor() {
        assertThat(Wish.of("all@today")).get().extracting(Wish::kinds).isEqualTo(Kind.UNATTENDED);
        assertThat(Wish.of("Database, cache"))
                .get()
                .extracting(Wish::kinds)
                .isEqualTo(Set.of(Kind.Database, Kind.Cache));
        assertThat(Wish.of("passwords")).isEmpty();
        assertThat(Wish.of("@1")).isEmpty();
    }

    @Test
    void aUserThatTheSpecNoLongerNamesIsForgotten() {
        turns(DATABASE, ON_DEMAND, "Database");
        assertThat(Login.of(kept.values(), "shop").user()).isEqualTo("shop");
    }
}
