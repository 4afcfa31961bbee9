package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Rotation;
import dev.promptlib.operator.api.RotationStatus;
import dev.promptlib.operator.desired.Annotations;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** New passwords and secrets. */
@Command(
        name = "rotate",
        description = "Replaces generated secrets without a failed request: those of the application, and the passwords"
                + " of database, cache and, where it is named, the backups' repository. The earlier ones work on for"
                + " secrets.rotation.graceMinutes.",
        footer = {"", "Exit codes: 0 all pods have the new ones, 1 they have not, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class RotateCommand extends TargetCommand {
    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description =
                    "${COMPLETION-CANDIDATES}. Default: all that there is but Repository, whose password somebody has"
                            + " to keep elsewhere too.")
    List<Rotation.Kind> only;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Override
    int run(Target target, Terminal terminal) {
        Map<Rotation.Kind, String> before = since(target);
        Set<Rotation.Kind> kinds = only == null ? unattended(before) : EnumSet.copyOf(only);
        if (kinds.isEmpty() || !before.keySet().containsAll(kinds)) {
            throw Failure.badUsage(
                    target.name() + " has generated secrets of " + (before.isEmpty() ? "no kind" : before.keySet()),
                    "promptlib status shows what there is");
        }
        String text = kinds.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        new Annotation(target, Annotations.ROTATE).set(text + "@" + Instant.now());
        terminal.line("secrets", text + " are being replaced");
        new AskedRelease(target, terminal, timeout)
                .toTheEnd(
                        now -> kinds.stream().noneMatch(kind -> before.get(kind)
                                .equals(since(now).get(kind))),
                        "the pods run with the earlier secrets, which still work");
        terminal.line("secrets", terminal.good("all that need them have the new ones"));
        if (kinds.contains(Rotation.Kind.Repository)) {
            terminal.line("backups", "keep the repository's new password elsewhere too: promptlib backups --password");
        }
        return 0;
    }

    private static Set<Rotation.Kind> unattended(Map<Rotation.Kind, String> all) {
        Set<Rotation.Kind> kinds = EnumSet.copyOf(Rotation.Kind.UNATTENDED);
        kinds.retainAll(all.keySet());
        return kinds;
    }

    private static Map<Rotation.Kind, String> since(Target target) {
        PromptLibraryStatus status = target.library().getStatus();
        return status == null
                ? Map.of()
                : status.rotated().stream().collect(Collectors.toMap(RotationStatus::kind, RotationStatus::since));
    }
}
