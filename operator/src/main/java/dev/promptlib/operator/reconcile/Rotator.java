package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.Rotation;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.apply.RandomText;
import dev.promptlib.operator.apply.RotatedSecrets;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Generated;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.observe.Observation;
import dev.promptlib.operator.release.Course;
import dev.promptlib.operator.rotate.ApplicationSecrets;
import dev.promptlib.operator.rotate.Kept;
import dev.promptlib.operator.rotate.Logins;
import dev.promptlib.operator.rotate.RepositoryPassword;
import dev.promptlib.operator.rotate.Turn;
import dev.promptlib.operator.rotate.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces generated secrets when that is due. What comes of it, a release takes to the pods. */
final class Rotator {
    private static final String PATH = "metadata.annotations[" + Annotations.ROTATE + "]";

    private final RotatedSecrets secrets;
    private final RandomText random;

    Rotator(RotatedSecrets secrets, RandomText random) {
        this.secrets = secrets;
        this.random = random;
    }

    private record Turning(Turn turn, String secret) {}

    /** What somebody asks for. What cannot be understood goes to problems. */
    static Wish wish(PromptLibrary resource, List<Problem> problems) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(Annotations.ROTATE);
        if (text == null || text.isBlank()) {
            return Wish.NONE;
        }
        return Wish.of(text).orElseGet(() -> {
            problems.add(
                    new Problem(
                            PATH,
                            Reason.InvalidSpec,
                            "\"" + text
                                    + "\" names nothing that can be rotated: use all, or some of Application, Database, Cache"
                                    + " and Repository with commas between them, and @ with anything after it to ask once more"));
            return Wish.NONE;
        });
    }

    /**
     * Takes the turns that are due, and says whether there were any: what the operator writes itself is no event. Only where all pods
     * run what is wanted does nobody need what goes.
     */
    boolean carryOut(ReleasePlan plan, Wish wish, Observation seen) {
        boolean turned = false;
        if (plan.isWhole()) {
            Input input = plan.spec();
            for (Turning turning : turns(input)) {
                Optional<Kept> next = secrets.read(input.owner(), turning.secret())
                        .flatMap(kept -> turning.turn()
                                .next(
                                        kept,
                                        input.spec().secrets().rotation(),
                                        wish,
                                        plan.now(),
                                        seen.repositoryKeys().done(),
                                        this::value));
                next.ifPresent(values -> secrets.write(input.owner(), turning.secret(), values));
                turned |= next.isPresent();
            }
        }
        return turned;
    }

    private String value(GeneratedSecret shape) {
        return random.text(shape.length(), shape.encoding());
    }

    List<RotationStatus> status(Input input, Observation seen) {
        List<RotationStatus> all = new ArrayList<>();
        for (Turning turning : turns(input)) {
            secrets.read(input.owner(), turning.secret())
                    .map(kept -> new RotationStatus(
                            turning.turn().kind(),
                            kept.since().toString(),
                            turning.turn().keepsPrevious(kept),
                            message(turning.turn(), kept, seen)))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static String message(Turn turn, Kept kept, Observation seen) {
        return turn.waits(kept)
                ? "the repository's keys are being changed"
                        + (seen.repositoryKeys().message().isEmpty()
                                ? ""
                                : "; the last try failed: "
                                        + seen.repositoryKeys().message() + ". It is tried again")
                : null;
    }

    /** When to look again although nothing happens. */
    Optional<Duration> nextLook(ReleasePlan plan) {
        Input input = plan.spec();
        return turns(input).stream()
                .flatMap(turning -> secrets
                        .read(input.owner(), turning.secret())
                        .flatMap(kept -> turning.turn()
                                .nextLook(kept, input.spec().secrets().rotation(), plan.now()))
                        .stream())
                .min(Instant::compareTo)
                .map(then -> Course.until(then, Instant.now()));
    }

    private static List<Turning> turns(Input input) {
        List<Turning> turns = new ArrayList<>();
        List<GeneratedSecret> application = input.spec().secrets().generate();
        if (!application.isEmpty()) {
            turns.add(new Turning(
                    new Turn(Rotation.Kind.Application, new ApplicationSecrets(application)),
                    Generated.application(input.owner(), input.spec()).secret()));
        }
        if (input.embedsDatabase()) {
            turns.add(new Turning(
                    new Turn(
                            Rotation.Kind.Database,
                            new Logins(input.spec().database().user())),
                    Generated.database(input.owner()).secret()));
        }
        if (input.embedsCache()) {
            turns.add(new Turning(
                    new Turn(Rotation.Kind.Cache, new Logins(Generated.CACHE_USER)),
                    Generated.cache(input.owner()).secret()));
        }
        if (input.backsUp() && input.spec().backup().repository().passwordRef() == null) {
            turns.add(new Turning(
                    new Turn(Rotation.Kind.Repository, new RepositoryPassword()),
                    Generated.backup(input.owner()).secret()));
        }
        return turns;
    }
}
