package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Requested;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.Validation;
import dev.promptlib.operator.observe.Observer;
import dev.promptlib.operator.observe.ReleaseObserver;
import dev.promptlib.operator.release.Aim;
import dev.promptlib.operator.release.Course;
import dev.promptlib.operator.release.Heading;
import dev.promptlib.operator.release.Release;
import dev.promptlib.operator.release.Revisions;
import dev.promptlib.operator.release.Seen;
import dev.promptlib.operator.release.Steps;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which release is wanted and how far it is. */
final class Releases {
    private static final String PATH = "metadata.annotations[" + Annotations.ROLLBACK_TO + "]";

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
        Release own = Release.of(spec);
        Requested requested = requested(resource, stored, own, revisions, problems);
        boolean back = requested != null && requested.inForce();
        Optional<Release> earlier = back ? revisions.release(requested.digest()) : Optional.empty();
        Input wanted = earlier.map(r -> spec.with(r.components())).orElse(spec);
        if (earlier.isPresent()) {
            Validation.problems(wanted.spec(), wanted.references()).stream()
                    .map(p -> new Problem(PATH, p.reason(), "release " + requested.revision() + ": " + p))
                    .forEach(problems::add);
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Release release = earlier.isPresent() ? Release.of(wanted) : own;
        Aim aim = new Aim(
                release,
                current(stored, release, revisions),
                spec.spec().update(),
                revisions.next(stored, release),
                !back);
        ReleaseStatus state = Heading.of(stored, aim, now).with(requested);
        Course course = new Course(state, aim);
        return Optional.of(ReleasePlan.of(spec, wanted, course, see(spec, course), revisions, now));
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

    private static Release current(ReleaseStatus stored, Release wanted, Revisions revisions) {
        if (stored == null || stored.current() == null) {
            return null;
        }
        String digest = stored.current().digest();
        return digest.equals(wanted.digest())
                ? wanted
                : revisions.release(digest).orElse(null);
    }

    private static Requested requested(
            PromptLibrary resource, ReleaseStatus stored, Release own, Revisions revisions, List<Problem> problems) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        String number = annotations == null ? null : annotations.get(Annotations.ROLLBACK_TO);
        if (number == null || number.isBlank()) {
            return null;
        }
        Requested before = stored == null ? null : stored.requested();
        if (before != null && String.valueOf(before.revision()).equals(number.strip())) {
            boolean inForce = before.inForce() && before.insteadOf().equals(own.asked());
            return new Requested(before.revision(), before.digest(), before.insteadOf(), inForce);
        }
        Optional<Long> known = revisions.numbers().stream()
                .filter(n -> String.valueOf(n).equals(number.strip()))
                .findFirst();
        if (known.isEmpty()) {
            problems.add(new Problem(
                    PATH,
                    Reason.InvalidSpec,
                    "there is no release " + number + " to go back to: use one of " + revisions.numbers()
                            + ", or remove the annotation"));
            return null;
        }
        String digest = revisions.release(known.get()).orElseThrow().digest();
        return new Requested(known.get(), digest, own.asked(), true);
    }
}
