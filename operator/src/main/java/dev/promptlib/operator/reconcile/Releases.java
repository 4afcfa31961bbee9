package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.observe.Observer;
import dev.promptlib.operator.observe.ReleaseObserver;
import dev.promptlib.operator.release.Aim;
import dev.promptlib.operator.release.Course;
import dev.promptlib.operator.release.Destination;
import dev.promptlib.operator.release.Revisions;
import dev.promptlib.operator.release.Seen;
import dev.promptlib.operator.release.Steps;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out which release is wanted and how far it is. */
final class Releases {
    private final Children children;
    private final Observer observer;
    private final ReleaseObserver releaseObserver;
    private final SafetyBackups backups;

    Releases(Children children, Observer observer, SafetyBackups backups) {
        this.children = children;
        this.observer = observer;
        this.releaseObserver = new ReleaseObserver(children);
        this.backups = backups;
    }

    /** Where the release is by what was stored, and towards what is wanted now. What keeps it from that goes to problems. */
    Optional<ReleasePlan> plan(
            PromptLibrary resource, Input spec, ReleaseStatus stored, List<Problem> problems, Instant now) {
        Revisions revisions = Revisions.among(children.of(ControllerRevision.class, spec.owner()), spec.owner());
        return Destination.of(resource, spec, stored, revisions, problems, now)
                .map(to -> ReleasePlan.of(spec, to.wanted(), to.course(), see(spec, to.course()), revisions, now));
    }

    /** The same after another look at the cluster. */
    ReleasePlan next(ReleasePlan plan) {
        Aim aim = plan.course().aim();
        Seen seen = see(plan.spec(), plan.course());
        Course course = new Course(Steps.next(plan.course().state(), aim, seen, plan.now()), aim);
        return plan.at(course, seen);
    }

    private Seen see(Input spec, Course course) {
        var target = course.state().target();
        long revision = target == null ? 0 : target.revision();
        return releaseObserver.see(
                spec,
                observer.observe(spec),
                course.aim().wanted(),
                course.aim().current(),
                revision,
                backups.before(spec.owner(), revision));
    }
}
