package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Contents;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
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

/** What is there of releases that are not, or not yet, in force, and has to stay. */
final class Needed {
    private final ReleasePlan plan;
    private final ReleaseStatus state;
    private final Children children;
    private final Owner owner;

    Needed(ReleasePlan plan, Children children) {
        this.plan = plan;
        this.state = plan.course().state();
        this.children = children;
        this.owner = plan.spec().owner();
    }

    Stream<HasMetadata> objects() {
        return Stream.of(revisions(), jobs(), notYet(), contents()).flatMap(s -> s);
    }

    private Stream<HasMetadata> revisions() {
        return plan.revisions().kept(state.digests().collect(Collectors.toSet())).stream()
                .map(HasMetadata.class::cast);
    }

    /** Backups and migrations, for their logs. */
    private Stream<HasMetadata> jobs() {
        Set<String> backups =
                state.revisions().map(n -> Names.safetyBackup(owner, n)).collect(Collectors.toSet());
        Set<String> migrations = state.revisions().map(n -> "-migrate-" + n).collect(Collectors.toSet());
        return children.of(Job.class, owner).stream()
                .filter(job -> backups.contains(job.getMetadata().getName())
                        || Part.isMigration(job.getMetadata().getLabels())
                                && migrations.stream()
                                        .anyMatch(job.getMetadata().getName()::endsWith))
                .map(HasMetadata.class::cast);
    }

    /** Workloads that are not to change before it is their turn. */
    private Stream<HasMetadata> notYet() {
        return plan.lineup().places().stream()
                .filter(place -> !place.runs())
                .map(place -> Names.component(owner, place.component()))
                .flatMap(name -> Stream.of(
                                Deployment.class,
                                StatefulSet.class,
                                PodDisruptionBudget.class,
                                HorizontalPodAutoscaler.class)
                        .flatMap(kind -> children.get(kind, owner, name).stream()));
    }

    private Stream<HasMetadata> contents() {
        List<HasMetadata> candidates = Stream.<HasMetadata>concat(
                        children.of(Secret.class, owner).stream(), children.of(ConfigMap.class, owner).stream())
                .filter(Contents::isOne)
                .toList();
        Set<String> made = plan.objects().stream().map(Contents::key).collect(Collectors.toSet());
        if (candidates.stream().allMatch(c -> made.contains(Contents.key(c)))) {
            return Stream.empty();
        }
        Set<String> read = pods().flatMap(pod -> Contents.namesIn(pod).stream()).collect(Collectors.toSet());
        return candidates.stream().filter(c -> read.contains(Contents.key(c)));
    }

    /** Of all releases that are named, of all workloads, and those that run. */
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
