package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Lineup;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.release.Course;
import dev.promptlib.operator.release.Release;
import dev.promptlib.operator.release.Revisions;
import dev.promptlib.operator.release.Seen;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One release at one moment: what is wanted, where it is, and what that means for the cluster. */
record ReleasePlan(
        Input spec,
        Input wanted,
        Course course,
        Seen seen,
        Revisions revisions,
        Instant now,
        Lineup lineup,
        List<HasMetadata> objects) {

    static ReleasePlan of(Input spec, Input wanted, Course course, Seen seen, Revisions revisions, Instant now) {
        Lineup lineup = course.lineup(spec.spec().components(), seen, now);
        return new ReleasePlan(
                spec, wanted, course, seen, revisions, now, lineup, objects(wanted, course, revisions, lineup));
    }

    /** The same release after a step. */
    ReleasePlan at(Course next, Seen later) {
        Lineup changed = next.lineup(spec.spec().components(), later, now);
        boolean same = next.state().equals(course.state()) && changed.equals(lineup);
        return new ReleasePlan(
                spec,
                wanted,
                next,
                later,
                revisions,
                now,
                changed,
                same ? objects : objects(wanted, next, revisions, changed));
    }

    /** Whether all pods are of the release that is wanted, and nobody changes the data below them. */
    boolean isWhole() {
        return course.runsWanted()
                && course.state().phase() == ReleaseStatus.Phase.Released
                && course.state().target() == null
                && !spec.held();
    }

    /** The resource with its components as they are in force. */
    Input inForce() {
        return spec.with(lineup.components());
    }

    /** All objects, those of workloads that do not run yet left out. */
    private static List<HasMetadata> objects(Input wanted, Course course, Revisions revisions, Lineup lineup) {
        Desired desired = Desired.of(wanted, lineup);
        List<HasMetadata> objects = new ArrayList<>(desired.foundation());
        var state = course.state();
        boolean coming = state.target() != null;
        Release kept = coming || course.runsWanted()
                ? course.aim().wanted()
                : course.aim().current();
        if (kept != null) {
            objects.add(revisions.object(
                    kept, coming ? state.target().revision() : state.current().revision()));
        }
        objects.addAll(desired.workloads());
        return List.copyOf(objects);
    }
}
