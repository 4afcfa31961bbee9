package dev.promptlib.operator.release;

import dev.promptlib.operator.api.Migration;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Failure;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.api.ReleaseStatus.Version;
import dev.promptlib.operator.release.Release.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is next for a release, given what is seen. The same question twice has the same answer, so a crash does no harm. */
public final class Steps {
    /** For the Job's controller, which ends a migration that takes too long before this does. */
    static final Duration SLACK = Duration.ofSeconds(60);
    /** More phases than one look can pass through. */
    private static final int MOST_AT_ONCE = 16;

    private final Aim aim;
    private final Seen seen;
    private final Instant now;

    private Steps(Aim aim, Seen seen, Instant now) {
        this.aim = aim;
        this.seen = seen;
        this.now = now;
    }

    public static ReleaseStatus next(ReleaseStatus stored, Aim aim, Seen seen, Instant now) {
        Steps steps = new Steps(aim, seen, now);
        ReleaseStatus state = Heading.of(stored, aim, now);
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            ReleaseStatus next = steps.next(state);
            if (next.equals(state)) {
                return state;
            }
            state = next;
        }
        return state;
    }

    private ReleaseStatus next(ReleaseStatus s) {
        return switch (s.phase()) {
            case Pending -> seen.foundationReady() ? enter(s, Phase.SafetyBackup) : s;
            case SafetyBackup -> safetyBackup(s);
            case Migrating -> migrating(s);
            case Rolling -> aim.first() ? installing(s) : rolling(s);
            case Settling -> settling(s);
            case RollingBack -> rollingBack(s);
            case Failed -> failed(s);
            case Released, RolledBack -> s;
        };
    }

    private ReleaseStatus safetyBackup(ReleaseStatus s) {
        if (!aim.backsUpFirst()) {
            return enter(s, Phase.Migrating);
        }
        return switch (seen.backup().state()) {
            case NONE, RUNNING -> s;
            case DONE -> enter(s.withTarget(s.target().after(seen.backup().detail())), Phase.Migrating);
            case FAILED ->
                fail(
                        s,
                        Reason.SafetyBackupFailed,
                        "the backup before it failed: " + seen.backup().detail());
        };
    }

    private ReleaseStatus migrating(ReleaseStatus s) {
        for (Piece piece : aim.migrating()) {
            Seen.Migrated migrated = seen.migration(piece.name());
            if (migrated.state() == Seen.Migrated.State.FAILED) {
                return fail(
                        at(s, piece, null, s.progressed()),
                        Reason.MigrationFailed,
                        "the migration of component " + piece.name() + " failed: " + migrated.message());
            }
            if (migrated.state() != Seen.Migrated.State.DONE) {
                if (piece.name().equals(s.component())) {
                    return hanging(s, piece);
                }
                // Two at a time would change the same data. One that nobody wants any more is being ended.
                boolean waits = seen.anotherMigrates() || !seen.foundationReady();
                return waits ? s : at(s, piece, null, now.toString());
            }
        }
        return enter(s, Phase.Rolling);
    }

    private ReleaseStatus hanging(ReleaseStatus s, Piece piece) {
        Optional<String> lost = new Judgement(aim, seen, now).ofMigration(s, piece);
        if (lost.isPresent()) {
            return fail(
                    s,
                    Reason.MigrationFailed,
                    "the migration of component " + piece.name() + " cannot run: " + lost.get());
        }
        Migration migration = piece.component().migration();
        boolean late = isPast(s.progressed(), SLACK.plusSeconds(migration.deadlineSeconds()));
        return late
                ? fail(
                        s,
                        Reason.MigrationFailed,
                        "the migration of component " + piece.name() + " has not ended after "
                                + migration.deadlineSeconds() + " s")
                : s;
    }

    /** There is nothing to go back to, and so nothing to judge. */
    private ReleaseStatus installing(ReleaseStatus s) {
        return seen.foundationReady() && aim.wanted().pieces().stream().allMatch(seen::at) ? released(s) : s;
    }

    private ReleaseStatus rolling(ReleaseStatus s) {
        List<Piece> changed = aim.changed();
        int turn = Math.max(0, changed.stream().map(Piece::name).toList().indexOf(s.component()));
        while (turn < changed.size() && seen.at(changed.get(turn))) {
            turn++;
        }
        if (!seen.foundationReady()) {
            return paused(s);
        }
        if (turn == changed.size()) {
            return enter(s, Phase.Settling);
        }
        Piece piece = changed.get(turn);
        int ready =
                (int) seen.podsOf(piece).stream().filter(Seen.PodSeen::ready).count();
        if (!piece.name().equals(s.component()) || s.progressed() == null || ready > s.pods()) {
            return at(s, piece, ready, now.toString());
        }
        Judgement judgement = new Judgement(aim, seen, now);
        Optional<Judgement.Fault> fault = judgement.ofRolling(s, piece, ready, changed.subList(0, turn + 1));
        return fault.map(f -> fail(s, f.reason(), f.message())).orElse(s);
    }

    /** While the database or the cache is away nothing is held against the release, and no time passes. */
    private ReleaseStatus paused(ReleaseStatus s) {
        return s.at(s.component(), s.pods(), null);
    }

    private ReleaseStatus settling(ReleaseStatus s) {
        List<Piece> changed = aim.changed();
        if (!seen.foundationReady()) {
            Piece last = changed.isEmpty() ? null : changed.get(changed.size() - 1);
            return at(enter(s, Phase.Rolling), last, null, null);
        }
        Optional<Judgement.Fault> fault = new Judgement(aim, seen, now).ofSettling(s, changed);
        if (fault.isPresent()) {
            return fail(s, fault.get().reason(), fault.get().message());
        }
        boolean well = changed.stream().allMatch(seen::at);
        if (!well || s.progressed() == null) {
            return at(s, null, null, well ? now.toString() : null);
        }
        return isPast(s.progressed(), Duration.ofSeconds(aim.rules().settleSeconds())) ? released(s) : s;
    }

    private ReleaseStatus rollingBack(ReleaseStatus s) {
        // Without its revision, which somebody deleted, only what is wanted is known: what failed is not waited for.
        boolean unknown = aim.first() && s.failed() != null;
        Release goal = aim.first() ? aim.wanted() : aim.current();
        boolean back = unknown || goal.pieces().stream().allMatch(seen::at);
        boolean late = isPast(s.since(), Duration.ofSeconds(aim.rules().progressDeadlineSeconds()));
        return back || late ? enter(s, s.failed() == null ? Phase.Released : Phase.RolledBack) : s;
    }

    /** Nobody wants it back; but what was late may come. */
    private ReleaseStatus failed(ReleaseStatus s) {
        if (aim.rollsBack()) {
            return rollBack(s, s.failed());
        }
        boolean rolled = s.failed().phase() == Phase.Rolling || s.failed().phase() == Phase.Settling;
        return rolled
                        && !s.failed().reason().equals(Reason.NotStable)
                        && aim.changed().stream().allMatch(seen::at)
                ? enter(s.withFailed(null), Phase.Settling)
                : s;
    }

    private ReleaseStatus fail(ReleaseStatus s, Reason reason, String message) {
        Failure failure = new Failure(
                s.target().revision(),
                s.target().digest(),
                s.phase(),
                reason,
                message,
                s.target().safetyBackup(),
                now.toString());
        return aim.rollsBack()
                ? rollBack(s, failure)
                : enter(s, Phase.Failed).withFailed(failure).at(s.component(), s.pods(), null);
    }

    private ReleaseStatus rollBack(ReleaseStatus s, Failure failure) {
        return enter(s, Phase.RollingBack).withTarget(null).withFailed(failure);
    }

    private ReleaseStatus released(ReleaseStatus s) {
        Version runs = s.target().runningSince(now.toString(), Pulled.images(aim.wanted(), seen));
        return new ReleaseStatus(
                Phase.Released, runs, s.current(), null, null, null, now.toString(), null, null, s.requested());
    }

    private ReleaseStatus enter(ReleaseStatus s, Phase phase) {
        return s.entering(phase, now.toString());
    }

    private static ReleaseStatus at(ReleaseStatus s, Piece piece, Integer pods, String progressed) {
        return s.at(piece == null ? null : piece.name(), pods, progressed);
    }

    private boolean isPast(String start, Duration time) {
        return start != null && !Instant.parse(start).plus(time).isAfter(now);
    }
}
