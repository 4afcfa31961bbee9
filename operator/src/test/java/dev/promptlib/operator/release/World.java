package dev.promptlib.operator.release;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.Update;
import dev.promptlib.operator.desired.Lineup;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.release.Seen.Migrated;
import dev.promptlib.operator.release.Seen.PodSeen;
import dev.promptlib.operator.release.Seen.Trouble;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A cluster of the imagination, which does what a course says, as well as its images allow; and the operator's memory. */
final class World {
    static final String TWO =
            """
            components:
            - {name: backend, image: 'backend:%s', port: 80}
            - {name: frontend, image: 'frontend:%s', port: 80}
            update: {settleSeconds: 10, progressDeadlineSeconds: 60}
            """;

    Instant now = Instant.parse("2026-01-05T10:00:00Z");
    ReleaseStatus state;
    Input spec;
    boolean foundationReady = true;
    boolean anotherMigrates;
    SafetyBackup backup = SafetyBackup.NONE;
    /** What becomes of a backup as soon as it is begun. */
    SafetyBackup outcome = new SafetyBackup(SafetyBackup.State.DONE, "shop-7");
    /** What components' pods are given, in force in the cluster. */
    final Map<String, Release.Piece> running = new HashMap<>();

    final Map<String, Migrated> migrations = new HashMap<>();
    final List<PodSeen> pods = new ArrayList<>();
    /** Components whose pods of images of these tags do not become ready. */
    final Set<String> badTags = new TreeSet<>();

    private final Map<Input, Release> made = new HashMap<>();
    private final Map<String, Release> known = new HashMap<>();
    int rolls;

    World wants(String yaml) {
        PromptLibrary resource = Serialization.unmarshal("spec:\n" + yaml.indent(2), PromptLibrary.class);
        spec = Input.of(new Owner("shop", "prod", "uid"), resource.getSpec(), References.NONE, Credentials.NONE);
        return this;
    }

    World wants(String backend, String frontend) {
        return wants(TWO.formatted(backend, frontend));
    }

    Aim aim() {
        Release wanted = made.computeIfAbsent(spec, Release::of);
        known.put(wanted.digest(), wanted);
        Release current = state == null || state.current() == null
                ? null
                : known.get(state.current().digest());
        long next = state == null ? 1 : state.revisions().max(Long::compare).orElse(0L) + 1;
        return new Aim(wanted, current, spec.spec().update(), next, true);
    }

    Update rules() {
        return spec.spec().update();
    }

    Seen seen() {
        Map<String, Seen.Workload> workloads = new HashMap<>();
        running.forEach((name, piece) -> workloads.put(name, new Seen.Workload(piece.digest(), works(piece))));
        return new Seen(foundationReady, backup, workloads, Map.copyOf(migrations), anotherMigrates, List.copyOf(pods));
    }

    boolean works(Release.Piece piece) {
        return pods.stream().anyMatch(p -> p.digest().equals(piece.digest()) && p.ready());
    }

    /** One reconcile: the state is brought to what is wanted, applied, looked at, taken further, and applied again. */
    World reconcile() {
        Aim aim = aim();
        ReleaseStatus aimed = Heading.of(state, aim, now);
        if (state == null || aimed.target() != null && !aimed.target().equals(state.target())) {
            migrations.clear();
            backup = SafetyBackup.NONE;
        }
        state = aimed;
        apply(aim);
        state = Steps.next(state, aim, seen(), now);
        apply(aim);
        return this;
    }

    /** Somebody deletes the revision of what runs. */
    World forget() {
        known.remove(state.current().digest());
        return this;
    }

    /** Reconciles as often as something moves. */
    World settle() {
        ReleaseStatus before;
        do {
            before = state;
            reconcile();
        } while (!state.equals(before));
        return this;
    }

    private void apply(Aim aim) {
        Course course = new Course(state, aim);
        for (Lineup.Place place :
                course.lineup(spec.spec().components(), seen(), now).places()) {
            Release.Piece piece = new Release.Piece(place.component(), place.template());
            Release.Piece before = running.get(piece.name());
            if (place.runs() && (before == null || !before.digest().equals(piece.digest()))) {
                rolls++;
                running.put(piece.name(), piece);
                pods.removeIf(p -> p.component().equals(piece.name()));
                pods.add(pod(piece, !badTags.contains(tag(piece)), null));
            }
        }
        if (course.backsUp() && backup.state() == SafetyBackup.State.NONE) {
            backup = outcome;
        }
        course.migration().ifPresent(p -> migrations.putIfAbsent(p.name(), new Migrated(Migrated.State.RUNNING, "")));
    }

    static String tag(Release.Piece piece) {
        String image = piece.component().image();
        return image.substring(image.indexOf(':') + 1);
    }

    String tag(String component) {
        return running.containsKey(component) ? tag(running.get(component)) : null;
    }

    PodSeen pod(Release.Piece piece, boolean ready, Trouble trouble) {
        return new PodSeen(
                piece.name(), piece.digest(), piece.name() + "-1", now, ready ? now : null, 0, null, trouble, null);
    }

    /** All pods of a component are like this from now on. */
    World pods(String component, boolean ready, int restarts, Instant lastEnd, Trouble trouble) {
        pods.replaceAll(p -> !p.component().equals(component)
                ? p
                : new PodSeen(
                        component,
                        p.digest(),
                        p.name(),
                        p.created(),
                        ready ? now : null,
                        restarts,
                        lastEnd,
                        trouble,
                        p.image()));
        return this;
    }

    World migrates(String component, Migrated.State progress, String message) {
        migrations.put(component, new Migrated(progress, message));
        return this;
    }

    World after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    ReleaseStatus.Phase phase() {
        return state.phase();
    }
}
