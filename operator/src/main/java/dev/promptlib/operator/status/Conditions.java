package dev.promptlib.operator.status;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.input.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the conditions: all of them, in one place, with their transition times. */
final class Conditions {
    private final Round round;
    private final ReleaseConditions releases;
    private final List<Condition> conditions = new ArrayList<>();

    private Conditions(Round round) {
        this.round = round;
        this.releases = new ReleaseConditions(round);
    }

    static List<Condition> of(Round round) {
        Conditions made = new Conditions(round);
        made.parts();
        made.summary();
        made.backups();
        return made.conditions.stream().map(made::keepTransitionTime).toList();
    }

    private void parts() {
        PartConditions parts = new PartConditions(round);
        if (round.input().hasDatabase()) {
            add(Condition.Type.DatabaseReady, parts.database());
        }
        if (round.input().hasCache()) {
            add(Condition.Type.CacheReady, parts.cache());
        }
        releases.migration().ifPresent(verdict -> add(Condition.Type.MigrationSucceeded, verdict));
        add(Condition.Type.ComponentsReady, parts.components());
    }

    private void backups() {
        BackupStatus backup = BackupStatuses.of(round);
        if (backup != null) {
            BackupConditions said = new BackupConditions(backup);
            add(Condition.Type.BackupSucceeded, said.succeeded());
            add(Condition.Type.BackupVerified, said.verified());
        }
    }

    private void summary() {
        Verdict verdict = verdict();
        releases.rolledBack().ifPresent(rolledBack -> add(Condition.Type.RolledBack, rolledBack));
        conditions.add(0, condition(Condition.Type.Ready, verdict));
        if (verdict.stalled()) {
            conditions.add(1, condition(Condition.Type.Stalled, verdict.as(Condition.Status.True)));
        } else if (verdict.status() != Condition.Status.True
                && !suspended()
                && (releases.inFlight() || !wasReadyBefore(round))) {
            conditions.add(1, condition(Condition.Type.Reconciling, verdict.as(Condition.Status.True)));
        }
    }

    private boolean suspended() {
        return round.input().spec().suspend();
    }

    /** The first thing that is in the way, or that all is well. */
    private Verdict verdict() {
        if (round.deleting()) {
            return Verdict.notYet(Reason.Deleting, round.farewell());
        }
        if (!round.problems().isEmpty()) {
            Problem first = round.problems().get(0);
            String all = round.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
            return Verdict.stalled(first.reason(), all + ". What runs goes on running unchanged");
        }
        Optional<ApplyReport.Failure> refused = round.report().failures().stream()
                .filter(ApplyReport.Failure::permanent)
                .findFirst();
        if (refused.isPresent()) {
            return Verdict.stalled(refused.get().reason(), failures());
        }
        if (!round.report().failures().isEmpty()) {
            return Verdict.notYet(round.report().failures().get(0).reason(), failures() + "; it is tried again");
        }
        Optional<Integer> newer = round.input().newerPostgres();
        if (newer.isPresent() && !suspended() && !releases.failed()) {
            return Verdict.notYet(
                    Reason.Upgrading,
                    "The database is being moved from PostgreSQL "
                            + round.input().volumes().database().version() + " to " + newer.get()
                            + ", as soon as nothing else is under way, see kubectl get plrestore");
        }
        if (round.input().held()) {
            return Verdict.notYet(
                    Reason.Restoring,
                    "A backup is being restored; the components are stopped meanwhile, see kubectl get plrestore");
        }
        if (releases.failed()) {
            return releases.failure(is(Condition.Type.ComponentsReady));
        }
        return conditions.stream()
                .filter(c -> c.status() != Condition.Status.True)
                .findFirst()
                .map(c -> new Verdict(c.status(), c.reason(), c.message(), c.reason() == Reason.SetupFailed))
                .orElseGet(() -> releases.inFlight() && !suspended()
                        ? releases.progress()
                        : Verdict.ready(
                                suspended() ? "All parts are ready; changes are suspended" : "All parts are ready"));
    }

    private boolean is(Condition.Type type) {
        return conditions.stream().anyMatch(c -> c.type() == type && c.status() == Condition.Status.True);
    }

    private String failures() {
        return round.report().failures().stream()
                .map(f -> f.message().contains(f.object()) ? f.message() : f.object() + ": " + f.message())
                .collect(Collectors.joining("; "));
    }

    /** Whether this generation had been ready, and something of it has failed since. */
    static boolean wasReadyBefore(Round round) {
        PromptLibraryStatus previous = round.previous();
        return previous != null
                && Objects.equals(previous.observedGeneration(), round.generation())
                && (previous.phase() == PromptLibraryStatus.Phase.Ready
                        || previous.phase() == PromptLibraryStatus.Phase.Degraded);
    }

    private void add(Condition.Type type, Verdict verdict) {
        conditions.add(condition(type, verdict));
    }

    private Condition condition(Condition.Type type, Verdict verdict) {
        return Condition.of(
                type, verdict.status(), verdict.reason(), verdict.message(), round.generation(), round.now());
    }

    private Condition keepTransitionTime(Condition condition) {
        if (round.previous() == null || round.previous().conditions() == null) {
            return condition;
        }
        return round.previous().conditions().stream()
                .filter(before -> before.type() == condition.type() && before.status() == condition.status())
                .findFirst()
                .map(before -> condition.since(before.lastTransitionTime()))
                .orElse(condition);
    }
}
