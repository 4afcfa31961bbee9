package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.Rotation;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.desired.Annotations;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** New passwords and secrets. */
@Command(
        name = "rotate",
        description = "Replaces generated secrets without a failed request: those of the application, and the passwords"
                + " of database and cache. The earlier ones work on for secrets.rotation.graceMinutes.",
        footer = {"", "Exit codes: 0 all pods have the new ones, 1 they have not, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class RotateCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Mixin
    TargetOptions options;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description = "${COMPLETION-CANDIDATES}. Default: all that there is.")
    List<Rotation.Kind> only;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        try (Target target = options.open(name, spec)) {
            Map<Rotation.Kind, String> before = since(target);
            Set<Rotation.Kind> kinds = only == null ? before.keySet() : EnumSet.copyOf(only);
            if (kinds.isEmpty() || !before.keySet().containsAll(kinds)) {
                throw Failure.badUsage(
                        target.name() + " has generated secrets of " + (before.isEmpty() ? "no kind" : before.keySet()),
                        "promptlib status shows what there is");
            }
            String text = kinds.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
            new Annotation(target, Annotations.ROTATE).set(text + "@" + Instant.now());
            terminal.line("secrets", text + " are being replaced");
            ReleaseStatus end = new Following<>(
                            target::again,
                            now -> kinds.stream().noneMatch(kind -> before.get(kind)
                                            .equals(since(now).get(kind)))
                                    && isOver(HistoryCommand.release(now)),
                            now -> HistoryCommand.release(now).phase().name())
                    .toTheEnd(
                            timeout, phase -> terminal.line("release", phase), "promptlib status shows how it goes on")
                    .library()
                    .getStatus()
                    .release();
            if (end.phase() != ReleaseStatus.Phase.Released) {
                throw Failure.of(
                        end.failed() == null
                                ? "the release did not come about"
                                : end.failed().message(),
                        "the pods run with the earlier secrets, which still work; promptlib status says more");
            }
            terminal.line("secrets", terminal.good("all pods have the new ones"));
        }
        return 0;
    }

    private static Map<Rotation.Kind, String> since(Target target) {
        PromptLibraryStatus status = target.library().getStatus();
        return status == null
                ? Map.of()
                : status.rotated().stream().collect(Collectors.toMap(RotationStatus::kind, RotationStatus::since));
    }

    /** The status tells of new secrets before their release begins: its target is what it waits for. */
    private static boolean isOver(ReleaseStatus release) {
        return release.target() == null
                && (release.phase() == ReleaseStatus.Phase.Released
                        || release.phase() == ReleaseStatus.Phase.RolledBack
                        || release.phase() == ReleaseStatus.Phase.Failed);
    }
}
