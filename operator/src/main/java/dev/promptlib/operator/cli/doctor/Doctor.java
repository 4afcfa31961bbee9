package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.cli.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks for the troubles that people have most. */
public record Doctor(Scene scene) {
    private static final List<Function<Scene, Stream<Advice>>> CHECKS = List.of(
            OperatorTroubles::notRunning,
            OperatorTroubles::notWatching,
            OperatorTroubles::deletionStuck,
            OperatorTroubles::stalled,
            BackupTroubles::failed,
            BackupTroubles::unproved,
            OperatorTroubles::suspended,
            FailingPods::notPlaced,
            FailingPods::imageNotPulled,
            FailingPods::containerNotMade,
            FailingPods::outOfMemory,
            FailingPods::crashing,
            FailingPods::notAnswering,
            ClusterTroubles::volumePending,
            ClusterTroubles::quotaExceeded,
            ClusterTroubles::noWayIn,
            ClusterTroubles::autoscalerBlind,
            ClusterTroubles::diskFull);

    public static Doctor of(Target target) {
        return new Doctor(new SceneReader(target).read());
    }

    /** What is wrong, the causes before what comes of them. */
    public List<Advice> advice() {
        return CHECKS.stream().flatMap(check -> check.apply(scene)).distinct().toList();
    }

    public int checks() {
        return CHECKS.size();
    }

    /** What it waits for, where it is not ready and nothing is known to be wrong. */
    public Optional<String> waitingFor() {
        return scene.condition(Condition.Type.Ready)
                .filter(condition -> condition.status() != Condition.Status.True)
                .map(Condition::message);
    }
}
