package dev.promptlib.operator.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.release.Revisions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The releases of a resource, by their ControllerRevisions and its status. */
public final class ReleaseHistory {
    private ReleaseHistory() {}

    /** One release. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(long revision, String state, Map<String, String> images) {}

    public static List<Entry> of(Target target) {
        Owner owner = Owner.of(target.library());
        Revisions revisions = Revisions.among(
                target.client()
                        .apps()
                        .controllerRevisions()
                        .inNamespace(target.namespace())
                        .withLabels(target.labels())
                        .list()
                        .getItems(),
                owner);
        Optional<ReleaseStatus> status =
                Optional.ofNullable(target.library().getStatus()).map(s -> s.release());
        List<Entry> entries = new ArrayList<>();
        for (long number : revisions.numbers()) {
            entries.add(new Entry(
                    number,
                    status.map(s -> state(s, number)).orElse(""),
                    revisions.release(number).orElseThrow().images()));
        }
        entries.sort(Comparator.comparing(Entry::revision).reversed());
        return entries;
    }

    private static String state(ReleaseStatus status, long number) {
        if (is(status.target(), number)) {
            return "on its way";
        }
        if (status.failed() != null && status.failed().revision() == number) {
            return "failed";
        }
        return is(status.current(), number) ? "current" : is(status.previous(), number) ? "previous" : "";
    }

    private static boolean is(ReleaseStatus.Version version, long number) {
        return version != null && version.revision() == number;
    }

    public static String table(List<Entry> entries) {
        return "REVISION  STATE       IMAGES\n"
                + entries.stream()
                        .map(entry -> String.format("%-8d  %-10s  %s", entry.revision(), entry.state(), images(entry)))
                        .collect(Collectors.joining("\n"));
    }

    private static String images(Entry entry) {
        return entry.images().entrySet().stream()
                .map(image -> image.getKey() + "=" + image.getValue())
                .collect(Collectors.joining(" "));
    }
}
