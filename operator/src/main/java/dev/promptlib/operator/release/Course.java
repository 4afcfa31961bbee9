package dev.promptlib.operator.release;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.api.Storage;
import dev.promptlib.operator.desired.Lineup;
import dev.promptlib.operator.release.Release.Piece;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the state of a release means for the cluster: which definition of each component is in force, and which Job runs. */
public record Course(ReleaseStatus state, Aim aim) {

    /** Whether pods of two releases may be there. */
    private boolean inFlight() {
        return state.target() != null;
    }

    private int turn() {
        List<String> names = aim.changed().stream().map(Piece::name).toList();
        return names.indexOf(state.component());
    }

    private boolean reached(Piece piece) {
        Phase phase = state.phase() == Phase.Failed ? state.failed().phase() : state.phase();
        return switch (phase) {
            case Settling, Released -> true;
            // A new component takes nothing away from anybody, and others may wait for it.
            case Rolling ->
                !aim.knows(piece.name()) || !aim.changed().contains(piece) || place(piece) <= Math.max(0, turn());
            case Pending, SafetyBackup, Migrating, RollingBack, RolledBack, Failed -> false;
        };
    }

    private int place(Piece piece) {
        return aim.changed().indexOf(piece);
    }

    /** Scaling, sizes and live files are as the spec says, whatever release runs. */
    public Lineup lineup(List<Component> spec, Seen seen, Instant now) {
        if (!inFlight()) {
            Release runs = aim.first() || isCurrent(aim.wanted()) ? aim.wanted() : aim.current();
            // Without the revision of what runs nothing is known of it but that it must not become what failed.
            boolean known = !aim.first() || isCurrent(aim.wanted());
            return only(runs, spec, known);
        }
        List<Lineup.Place> places = new ArrayList<>();
        for (Piece piece : aim.wanted().pieces()) {
            boolean reached = reached(piece);
            Piece inForce = reached || !aim.knows(piece.name())
                    ? piece
                    : aim.current().piece(piece.name()).orElseThrow();
            places.add(new Lineup.Place(
                    asInSpec(inForce, spec),
                    inForce.template(),
                    reached ? trial(piece, seen, now) : 0,
                    reached || inForce != piece));
        }
        Stream<Piece> leaving = aim.first()
                ? Stream.empty()
                : aim.current().pieces().stream()
                        .filter(p -> aim.wanted().piece(p.name()).isEmpty());
        leaving.forEach(p -> places.add(new Lineup.Place(asInSpec(p, spec), p.template(), 0, true)));
        return new Lineup(
                places,
                Stream.of(aim.wanted(), aim.current())
                        .filter(Objects::nonNull)
                        .map(r -> components(r, spec))
                        .toList(),
                aim.wanted().pieces().stream().map(Piece::template).toList());
    }

    /** What is in force in the end, if all goes well: what failed is not tried again. */
    public Lineup inTheEnd(List<Component> spec) {
        boolean comes = inFlight() && state.phase() != Phase.Failed;
        return comes ? only(aim.wanted(), spec, true) : lineup(spec, Seen.NOTHING, Instant.EPOCH);
    }

    private static Lineup only(Release release, List<Component> spec, boolean runs) {
        return new Lineup(
                release.pieces().stream()
                        .map(p -> new Lineup.Place(asInSpec(p, spec), p.template(), 0, runs))
                        .toList(),
                List.of(components(release, spec)),
                List.of());
    }

    /** Whether all runs, or goes back to, what is wanted. */
    public boolean runsWanted() {
        return isCurrent(aim.wanted());
    }

    private boolean isCurrent(Release release) {
        return state.current() != null && state.current().digest().equals(release.digest());
    }

    /** The first pod has to stay ready for the settling time before it replaces one of its predecessors. */
    private int trial(Piece piece, Seen seen, Instant now) {
        boolean itsTurn = state.phase() == Phase.Rolling && piece.name().equals(state.component());
        return itsTurn && aim.knows(piece.name()) && !proven(piece, seen, now)
                ? aim.rules().settleSeconds()
                : 0;
    }

    private boolean proven(Piece piece, Seen seen, Instant now) {
        return provenAt(piece, seen).filter(at -> !at.isAfter(now)).isPresent();
    }

    private Optional<Instant> provenAt(Piece piece, Seen seen) {
        return seen.podsOf(piece).stream()
                .map(Seen.PodSeen::readySince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(since -> since.plusSeconds(aim.rules().settleSeconds()));
    }

    private static List<Component> components(Release release, List<Component> spec) {
        return release.pieces().stream().map(p -> asInSpec(p, spec)).toList();
    }

    private static Component asInSpec(Piece piece, List<Component> spec) {
        Component then = piece.component();
        Optional<Component> now =
                spec.stream().filter(c -> c.name().equals(then.name())).findFirst();
        return now.map(c -> then.with(c.replicas(), c.autoscaling(), live(then, c), sizes(then, c)))
                .orElse(then);
    }

    private static List<ConfigMount> live(Component then, Component now) {
        return then.config().stream()
                .map(mount -> now.config().stream()
                        .filter(other -> mount.reload() == ConfigMount.Reload.Live)
                        .filter(other -> other.name().equals(mount.name()) && other.reload() == mount.reload())
                        .findFirst()
                        .orElse(mount))
                .toList();
    }

    private static List<Storage> sizes(Component then, Component now) {
        return then.storage().stream()
                .map(storage -> now.storage().stream()
                        .filter(other -> other.name().equals(storage.name()))
                        .findFirst()
                        .orElse(storage))
                .toList();
    }

    /** The migration whose turn it is. */
    public Optional<Piece> migration() {
        return state.phase() == Phase.Migrating
                ? aim.migrating().stream()
                        .filter(p -> p.name().equals(state.component()))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether the data is backed up now. */
    public boolean backsUp() {
        return state.phase() == Phase.SafetyBackup;
    }

    public boolean wantsJob() {
        return backsUp() || migration().isPresent();
    }

    /** When to look again although nothing happens. */
    public Optional<Instant> nextLook(Seen seen, Instant now) {
        int settle = aim.rules().settleSeconds();
        int deadline = aim.rules().progressDeadlineSeconds();
        Stream<Optional<Instant>> times =
                switch (state.phase()) {
                    case Migrating ->
                        Stream.of(migration()
                                .flatMap(p -> time(state.progressed()).map(t -> t.plus(Steps.SLACK)
                                        .plusSeconds(p.component().migration().deadlineSeconds()))));
                    case Rolling ->
                        aim.first()
                                ? Stream.empty()
                                : Stream.concat(
                                        Stream.of(time(state.progressed())
                                                .map(t -> t.plusSeconds((long) deadline + settle))),
                                        aim.changed().stream()
                                                .flatMap(p -> Stream.of(
                                                        provenAt(p, seen), new Judgement(aim, seen, now).next(p))));
                    case Settling ->
                        Stream.concat(
                                Stream.of(
                                        time(state.progressed()).map(t -> t.plusSeconds(settle)),
                                        time(state.since()).map(t -> t.plusSeconds((long) deadline + settle))),
                                aim.changed().stream().map(p -> new Judgement(aim, seen, now).next(p)));
                    case RollingBack -> Stream.of(time(state.since()).map(t -> t.plusSeconds(deadline)));
                    case Pending, SafetyBackup, Released, RolledBack, Failed -> Stream.empty();
                };
        return times.flatMap(Optional::stream).filter(now::isBefore).min(Instant::compareTo);
    }

    private static Optional<Instant> time(String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }

    /** What pods of this state may be given, with which the objects that they read are kept. */
    public Stream<PodTemplateSpec> templates() {
        return Stream.of(aim.wanted(), aim.current())
                .filter(Objects::nonNull)
                .flatMap(r -> r.pieces().stream())
                .map(Piece::template);
    }

    /** How long until then, at least a second. */
    public static Duration until(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.between(now, then).plusSeconds(1) : Duration.ofSeconds(1);
    }
}
