package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Contents;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.observe.JobRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is of releases that are not, or not yet, in force, and has to stay. Each object is judged by what it is: the
 * caches get to know of new ones all the time, and one that they did not show a moment ago is no less needed.
 */
final class Needed {
    private static final Set<Class<? extends HasMetadata>> WORKLOADS =
            Set.of(Deployment.class, StatefulSet.class, PodDisruptionBudget.class, HorizontalPodAutoscaler.class);

    private final ReleasePlan plan;
    private final ReleaseStatus state;
    private final Children children;
    private final Owner owner;
    /** Components that are not to change before it is their turn. */
    private final Set<String> notYet;

    private Set<String> read;

    Needed(ReleasePlan plan, Children children) {
        this.plan = plan;
        this.state = plan.course().state();
        this.children = children;
        this.owner = plan.spec().owner();
        this.notYet = plan.lineup().places().stream()
                .filter(place -> !place.runs())
                .map(place -> Names.component(owner, place.component()))
                .collect(Collectors.toSet());
    }

    boolean has(HasMetadata live) {
        if (live instanceof ControllerRevision revision) {
            return plan.revisions().keeps(revision, state.digests().collect(Collectors.toSet()));
        }
        if (live instanceof Job job) {
            return Names.revisionOf(job)
                    .filter(revision ->
                            isYounger(revision) || isNamed(revision) && (isOnItsWay(revision) || hasEnded(job)))
                    .isPresent();
        }
        return Contents.isOne(live) && read().contains(Contents.key(live))
                || WORKLOADS.contains(live.getClass())
                        && notYet.contains(live.getMetadata().getName());
    }

    /** One of a release that is not known yet is not of the past. */
    private boolean isYounger(long revision) {
        return Stream.concat(state.revisions(), plan.revisions().numbers().stream())
                .allMatch(known -> known < revision);
    }

    /** For their logs. */
    private boolean isNamed(long revision) {
        return state.revisions().anyMatch(named -> named == revision);
    }

    private boolean isOnItsWay(long revision) {
        return state.target() != null && state.target().revision() == revision;
    }

    /** A migration that nobody waits for must not come to the data later. */
    private static boolean hasEnded(Job job) {
        return JobRun.of(job, List.of()).state() != JobRun.State.RUNNING;
    }

    /** By pods of all releases that are named, of all workloads, and by those that run. */
    private Set<String> read() {
        if (read == null) {
            read = pods().flatMap(pod -> Contents.namesIn(pod).stream()).collect(Collectors.toSet());
        }
        return read;
    }

    private Stream<PodSpec> pods() {
        Stream<PodSpec> previous =
                Optional.ofNullable(state.previous())
                        .flatMap(version -> plan.revisions().release(version.digest()))
                        .stream()
                        .flatMap(release -> release.pieces().stream())
                        .map(piece -> piece.template().getSpec());
        return Stream.of(
                        plan.course().templates().map(t -> t.getSpec()),
                        previous,
                        children.of(Deployment.class, owner).stream()
                                .map(d -> d.getSpec().getTemplate().getSpec()),
                        children.of(StatefulSet.class, owner).stream()
                                .map(s -> s.getSpec().getTemplate().getSpec()),
                        children.of(Pod.class, owner).stream().map(Pod::getSpec))
                .flatMap(s -> s)
                .filter(Objects::nonNull);
    }
}
