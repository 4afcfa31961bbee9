package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.apply.ApplyReport;

/** Takes a release as far as it goes now. */
final class Advance {
    private final Releases releases;
    private final Rollout rollout;
    private final StatusWriter<PromptLibrary, PromptLibraryStatus> statuses;

    Advance(Releases releases, Rollout rollout, StatusWriter<PromptLibrary, PromptLibraryStatus> statuses) {
        this.releases = releases;
        this.rollout = rollout;
        this.statuses = statuses;
    }

    /** How far it came, and the digest of what has been applied. */
    record Reached(ReleasePlan plan, String digest) {}

    /** Applies the release as it is, then takes the steps that this makes possible. */
    Reached from(ReleasePlan stored, PromptLibrary resource, PromptLibraryStatus before, ApplyReport report) {
        ReleaseStatus release = stored.course().state();
        if (before.release() != null
                && release.target() != null
                && !release.target().equals(before.release().target())) {
            // Its number has to be known before anything has it in its name.
            statuses.write(resource, before.with(release));
        }
        String digest = rollout.carryOut(stored, before.applied(), report);
        ReleasePlan plan = releases.next(stored);
        if (plan.objects() != stored.objects() || plan.course().wantsJob()) {
            digest = rollout.carryOut(plan, before.applied(), report);
        }
        rollout.prune(resource, plan, report);
        return new Reached(plan, digest);
    }
}
