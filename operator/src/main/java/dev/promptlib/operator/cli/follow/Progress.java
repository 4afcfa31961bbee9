package dev.promptlib.operator.cli.follow;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is new in a status, for people: a line for each message that has changed. */
public final class Progress {
    /** One line. */
    public record Line(String subject, String message) {}

    private static final Set<Condition.Type> SUMMARY =
            EnumSet.of(Condition.Type.Ready, Condition.Type.Stalled, Condition.Type.Reconciling);

    private final Map<Condition.Type, String> said = new EnumMap<>(Condition.Type.class);

    public List<Line> next(PromptLibraryStatus status) {
        List<Line> lines = new ArrayList<>();
        Set<String> now = new HashSet<>();
        for (Condition.Type type : order()) {
            Condition condition = find(status, type);
            if (condition == null || condition.message() == null) {
                continue;
            }
            boolean changed = !Objects.equals(said.put(type, condition.message()), condition.message());
            // The summary repeats what is in the way; a part says it better.
            boolean news = now.add(condition.message());
            if (changed && news) {
                lines.add(new Line(subject(type), condition.message()));
            }
        }
        return lines;
    }

    static Condition find(PromptLibraryStatus status, Condition.Type type) {
        if (status == null || status.conditions() == null) {
            return null;
        }
        return status.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElse(null);
    }

    /** The parts first, in the order they start; then the summary. */
    private static List<Condition.Type> order() {
        List<Condition.Type> order = new ArrayList<>(
                List.of(Condition.Type.DatabaseReady, Condition.Type.CacheReady, Condition.Type.ComponentsReady));
        for (Condition.Type type : Condition.Type.values()) {
            if (!order.contains(type) && !SUMMARY.contains(type)) {
                order.add(type);
            }
        }
        order.add(Condition.Type.Ready);
        order.add(Condition.Type.Stalled);
        return order;
    }

    private static String subject(Condition.Type type) {
        return type == Condition.Type.Ready
                ? "library"
                : type.name().replaceFirst("Ready$", "").toLowerCase(java.util.Locale.ROOT);
    }
}
