package dev.promptlib.operator.status;

import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.observe.PartState;
import java.time.Instant;
import java.util.List;

/** Makes the status of a resource. */
public final class Statuses {
    private Statuses() {}

    public static PromptLibraryStatus of(Round round) {
        Input input = round.input();
        Component first = input.spec().components().get(0);
        PartState firstState = round.observation().component(first.name());
        List<Condition> conditions = Conditions.of(round);
        return new PromptLibraryStatus(
                round.generation(),
                phase(round, conditions),
                Labels.version(first.image()),
                Desired.url(input.spec()).orElse(null),
                firstState.serving(),
                Labels.scaleSelector(input.owner(), first),
                input.spec().components().stream()
                        .map(c -> component(c, round.observation().component(c.name())))
                        .toList(),
                round.release(),
                database(round),
                cache(round),
                BackupStatuses.of(round),
                round.rotation().isEmpty() ? null : round.rotation(),
                conditions,
                round.digest());
    }

    /** The very first status, so that whoever waits for it knows from the first second that it is not ready. */
    public static PromptLibraryStatus accepted(long generation, Instant now) {
        String message = "The resource has been seen; its objects are being made";
        return new PromptLibraryStatus(
                generation,
                PromptLibraryStatus.Phase.Progressing,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(
                        Condition.of(
                                Condition.Type.Ready,
                                Condition.Status.False,
                                Reason.Accepted,
                                message,
                                generation,
                                now),
                        Condition.of(
                                Condition.Type.Reconciling,
                                Condition.Status.True,
                                Reason.Accepted,
                                message,
                                generation,
                                now)),
                null);
    }

    private static PromptLibraryStatus.ComponentStatus component(Component component, PartState state) {
        int desired = state.exists() ? state.desired() : component.replicas();
        return new PromptLibraryStatus.ComponentStatus(component.name(), state.ready(), desired, component.image());
    }

    private static PromptLibraryStatus.PartStatus database(Round round) {
        Database database = round.input().spec().database();
        if (database.engine() == Database.Engine.None) {
            return null;
        }
        boolean embedded = round.input().embedsDatabase();
        return new PromptLibraryStatus.PartStatus(
                database.engine().name(),
                round.observation().databaseReady(round.input()),
                embedded ? database.image() : null,
                embedded ? database.storage().size() : null);
    }

    private static PromptLibraryStatus.PartStatus cache(Round round) {
        Cache cache = round.input().spec().cache();
        if (cache.engine() == Cache.Engine.None) {
            return null;
        }
        boolean embedded = round.input().embedsCache();
        return new PromptLibraryStatus.PartStatus(
                cache.engine().name(),
                round.observation().cacheReady(round.input()),
                embedded ? cache.image() : null,
                embedded && cache.persistence() != null ? cache.persistence().size() : null);
    }

    private static PromptLibraryStatus.Phase phase(Round round, List<Condition> conditions) {
        if (round.deleting()) {
            return PromptLibraryStatus.Phase.Deleting;
        }
        if (round.input().spec().suspend()) {
            return PromptLibraryStatus.Phase.Suspended;
        }
        if (conditions.stream().anyMatch(c -> c.type() == Condition.Type.Ready && c.reason() == Reason.RolledBack)) {
            return PromptLibraryStatus.Phase.RolledBack;
        }
        if (is(conditions, Condition.Type.Stalled)) {
            return PromptLibraryStatus.Phase.Stalled;
        }
        if (is(conditions, Condition.Type.Ready)) {
            return PromptLibraryStatus.Phase.Ready;
        }
        return Conditions.wasReadyBefore(round) && !is(conditions, Condition.Type.Reconciling)
                ? PromptLibraryStatus.Phase.Degraded
                : PromptLibraryStatus.Phase.Progressing;
    }

    private static boolean is(List<Condition> conditions, Condition.Type type) {
        return conditions.stream().anyMatch(c -> c.type() == type && c.status() == Condition.Status.True);
    }
}
