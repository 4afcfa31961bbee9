package dev.promptlib.operator.release;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Requested;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which release is wanted, the one of the spec or an earlier one that somebody asked for, and where it stands by what was stored. */
public record Destination(Input wanted, Course course) {
    private static final String PATH = "metadata.annotations[" + Annotations.ROLLBACK_TO + "]";

    /** What keeps it from being one goes to problems. */
    public static Optional<Destination> of(
            PromptLibrary resource,
            Input spec,
            ReleaseStatus stored,
            Revisions revisions,
            List<Problem> problems,
            Instant now) {
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
        return Optional.of(new Destination(wanted, new Course(state, aim)));
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
