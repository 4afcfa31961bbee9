package dev.promptlib.operator.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a release needs to know of the cluster. */
public record Seen(
        boolean foundationReady,
        SafetyBackup backup,
        Map<String, Workload> workloads,
        Map<String, Migrated> migrations,
        boolean anotherMigrates,
        List<PodSeen> pods) {

    static final Seen NOTHING = new Seen(false, SafetyBackup.NONE, Map.of(), Map.of(), false, List.of());

    /** A component's workload: what its pods are to be given, and whether all of them are there, of this release, and ready. */
    public record Workload(String digest, boolean ready) {}

    /** How a migration of the release on its way is doing. */
    public record Migrated(State state, String message) {
        /** What became of the Job. */
        public enum State {
            ABSENT,
            RUNNING,
            DONE,
            FAILED
        }

        public static final Migrated ABSENT = new Migrated(State.ABSENT, "");
    }

    /** One pod: of which component and with what it is given, and how it is doing. Times are null where there is none. */
    public record PodSeen(
            String component,
            String digest,
            String name,
            Instant created,
            Instant readySince,
            int restarts,
            Instant lastEnd,
            Trouble trouble,
            String image) {

        boolean ready() {
            return readySince != null;
        }
    }

    /** Why a pod does not run, or last ended. */
    public record Trouble(Kind kind, String message) {
        /** How long it makes sense to wait. */
        public enum Kind {
            /** It will not go away by itself. */
            HOPELESS,
            /** It may go away, but seldom does. */
            DOUBTFUL,
            /** Time tells. */
            PASSING
        }
    }

    boolean at(Release.Piece piece) {
        Workload workload = workloads.get(piece.name());
        return workload != null && workload.ready() && piece.digest().equals(workload.digest());
    }

    Migrated migration(String component) {
        return migrations.getOrDefault(component, Migrated.ABSENT);
    }

    List<PodSeen> podsOf(Release.Piece piece) {
        return pods.stream()
                .filter(p -> p.component().equals(piece.name()) && p.digest().equals(piece.digest()))
                .toList();
    }
}
