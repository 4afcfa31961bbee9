package dev.promptlib.operator.release;

import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.release.Release.Piece;
import dev.promptlib.operator.release.Seen.PodSeen;
import dev.promptlib.operator.release.Seen.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether pods of a new release do so badly that it has failed. Pods of other releases are not held against it. */
final class Judgement {
    /** What an error that may pass has to stay. */
    static final Duration GRACE = Duration.ofSeconds(30);
    /** A program that waits for something by ending may do so now and then. */
    private static final int CRASHES = 3;

    /** Why a release has failed. */
    record Fault(Reason reason, String message) {}

    private final Aim aim;
    private final Seen seen;
    private final Instant now;

    Judgement(Aim aim, Seen seen, Instant now) {
        this.aim = aim;
        this.seen = seen;
        this.now = now;
    }

    Optional<Fault> ofRolling(ReleaseStatus s, Piece turn, int ready, List<Piece> reached) {
        Instant progressed = Instant.parse(s.progressed());
        return troubled(reached, progressed).or(() -> lost(s, turn, ready)).or(() -> late(progressed, turn, ready));
    }

    Optional<Fault> ofSettling(ReleaseStatus s, List<Piece> changed) {
        Instant since = Instant.parse(s.since());
        return troubled(changed, since)
                .or(() ->
                        changed.stream().flatMap(p -> ended(p, since).stream()).findFirst())
                .or(() -> unsettled(since, changed));
    }

    /** A Job waits for ever for what its pod will never have. */
    Optional<String> ofMigration(ReleaseStatus s, Piece piece) {
        String component = Part.migrationOf(piece.name()).name();
        String job = "-migrate-" + s.target().revision() + "-";
        return seen.pods().stream()
                .filter(pod -> pod.component().equals(component) && pod.name().contains(job))
                .filter(pod -> isLost(pod, Instant.MIN))
                .findFirst()
                .map(Judgement::said);
    }

    private Optional<Fault> troubled(List<Piece> pieces, Instant since) {
        return pieces.stream()
                .flatMap(piece -> seen.podsOf(piece).stream())
                .filter(pod -> isLost(pod, since))
                .findFirst()
                .map(pod -> new Fault(Reason.PodFailing, said(pod)));
    }

    /** It may have crashed again and again while the database was away: that counts only once it has done so since. */
    private boolean isLost(PodSeen pod, Instant since) {
        if (pod.ready() || pod.trouble() == null) {
            return false;
        }
        boolean ended = pod.lastEnd() == null || !pod.lastEnd().isBefore(since);
        return pod.restarts() >= CRASHES && ended
                || switch (pod.trouble().kind()) {
                    case HOPELESS -> true;
                    case DOUBTFUL -> !pod.created().plus(GRACE).isAfter(now);
                    case PASSING -> false;
                };
    }

    /** A pod that was ready has ended. */
    private Optional<Fault> lost(ReleaseStatus s, Piece piece, int ready) {
        return ready < s.pods() ? ended(piece, Instant.parse(s.progressed())) : Optional.empty();
    }

    private Optional<Fault> ended(Piece piece, Instant since) {
        return seen.podsOf(piece).stream()
                .filter(pod -> pod.lastEnd() != null && pod.lastEnd().isAfter(since))
                .findFirst()
                .map(pod -> new Fault(Reason.NotStable, "a pod was ready and then ended: " + said(pod)));
    }

    private Optional<Fault> late(Instant progressed, Piece piece, int ready) {
        int seconds = aim.rules().progressDeadlineSeconds();
        if (progressed.plusSeconds((long) seconds + aim.rules().settleSeconds()).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                Reason.DeadlineExceeded,
                "component " + piece.name() + " got no further for " + seconds + " s with " + ready
                        + " ready pods of the new release" + unready(piece)));
    }

    private Optional<Fault> unsettled(Instant since, List<Piece> changed) {
        long seconds =
                (long) aim.rules().progressDeadlineSeconds() + aim.rules().settleSeconds();
        if (since.plusSeconds(seconds).isAfter(now)) {
            return Optional.empty();
        }
        return changed.stream()
                .filter(piece -> !seen.at(piece))
                .findFirst()
                .map(piece -> new Fault(
                        Reason.NotStable, "component " + piece.name() + " does not stay ready" + unready(piece)));
    }

    private String unready(Piece piece) {
        return seen.podsOf(piece).stream()
                .filter(pod -> !pod.ready())
                .findFirst()
                .map(pod -> "; " + said(pod))
                .orElse("");
    }

    private static String said(PodSeen pod) {
        Trouble trouble = pod.trouble();
        return "pod " + pod.name() + ": " + (trouble == null ? "it runs and is not ready" : trouble.message());
    }

    /** When time alone could change the judgement. */
    Optional<Instant> next(Piece piece) {
        return seen.podsOf(piece).stream()
                .filter(pod ->
                        !pod.ready() && pod.trouble() != null && pod.trouble().kind() == Trouble.Kind.DOUBTFUL)
                .map(pod -> pod.created().plus(GRACE))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }
}
