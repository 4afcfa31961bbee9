package dev.promptlib.operator.status;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.observe.PartState;
import dev.promptlib.operator.observe.SetupState;
import java.util.Optional;

/** What is said of the database, the cache and the components. */
final class PartConditions {
    private final Round round;

    PartConditions(Round round) {
        this.round = round;
    }

    Verdict database() {
        if (!round.input().embedsDatabase()) {
            return Verdict.ready("The database is external; the components are given its URL");
        }
        PartState state = round.observation().database();
        if (!state.isReady()) {
            return down("database", "PostgreSQL", Reason.WaitingForDatabase);
        }
        SetupState setup = round.observation().setup();
        if (setup.progress() == SetupState.Progress.FAILED) {
            return Verdict.stalled(
                    Reason.SetupFailed,
                    "spec.database: PostgreSQL refuses what the spec asks for: " + setup.message()
                            + ". Correct the spec, or the server; it is tried again every half minute");
        }
        if (!setup.done()) {
            String message = "PostgreSQL runs; its roles, database and extensions are being made" + said(setup);
            return Conditions.wasReadyBefore(round)
                    ? Verdict.serving(Reason.WaitingForDatabase, message)
                    : Verdict.notYet(Reason.WaitingForDatabase, message);
        }
        if (round.input().spec().database().pooler() != null
                && !round.observation().pooler().isReady()) {
            return down("pooler", "PgBouncer", Reason.WaitingForDatabase);
        }
        return Verdict.ready("PostgreSQL accepts connections, and its roles, database and extensions are there");
    }

    private static String said(SetupState setup) {
        return setup.message().isEmpty() ? "" : "; the last try was refused: " + setup.message();
    }

    Verdict cache() {
        if (!round.input().embedsCache()) {
            return Verdict.ready("The cache is external; the components are given its URL");
        }
        if (!round.observation().cache().isReady()) {
            return down("cache", "Redis", Reason.WaitingForCache);
        }
        SetupState setup = round.observation().cacheSetup();
        if (setup.done()) {
            return Verdict.ready("Redis accepts connections");
        }
        String message = "Redis runs; its users are being let in" + said(setup);
        return Conditions.wasReadyBefore(round)
                ? Verdict.serving(Reason.WaitingForCache, message)
                : Verdict.notYet(Reason.WaitingForCache, message);
    }

    private Verdict down(String part, String name, Reason waiting) {
        return round.observation()
                .trouble(part)
                .map(trouble -> Verdict.notYet(
                        Reason.PodFailing, name + " does not run: pod " + trouble.pod() + ": " + trouble.message()))
                .orElseGet(() -> Conditions.wasReadyBefore(round)
                        ? Verdict.notYet(
                                Reason.Unavailable,
                                name + " was ready and no longer is; its pod is being started again")
                        : Verdict.notYet(waiting, name + " is starting"));
    }

    Verdict components() {
        for (Component component : round.input().spec().components()) {
            PartState state = round.observation().component(component.name());
            if (!state.isReady()) {
                return component(component, state);
            }
        }
        return Verdict.ready("All components have their pods");
    }

    private Verdict component(Component component, PartState state) {
        String name = "Component " + component.name();
        String pods = state.ready() + " of " + state.desired() + " pods ready";
        Optional<String> trouble =
                round.observation().trouble(component.name()).map(t -> ": pod " + t.pod() + ": " + t.message());
        if (!state.exists()) {
            return Verdict.notYet(
                    Reason.WaitingForComponents,
                    name + " starts when the database and the cache are ready, and migrations are done");
        }
        if (trouble.isPresent()) {
            String message = name + ": " + pods + trouble.get();
            return state.serves()
                    ? Verdict.serving(Reason.PodFailing, message)
                    : Verdict.notYet(Reason.PodFailing, message);
        }
        if (state.serves()) {
            return Verdict.serving(
                    Reason.RollingOut, name + " is being rolled out: " + pods + ", " + state.serving() + " serve");
        }
        return Conditions.wasReadyBefore(round)
                ? Verdict.notYet(Reason.Unavailable, name + " was ready and no longer is: " + pods)
                : Verdict.notYet(Reason.WaitingForComponents, name + " is starting: " + pods);
    }
}
