package dev.promptlib.operator.release;

import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.api.ReleaseStatus.Version;
import java.time.Instant;

/** Where a release is headed for when something else is wanted, before anything is looked at. */
public final class Heading {
    private final Aim aim;
    private final Instant now;

    private Heading(Aim aim, Instant now) {
        this.aim = aim;
        this.now = now;
    }

    /** The state with its target as it is wanted now. */
    public static ReleaseStatus of(ReleaseStatus stored, Aim aim, Instant now) {
        return new Heading(aim, now).of(stored);
    }

    private ReleaseStatus of(ReleaseStatus stored) {
        String wanted = aim.wanted().digest();
        if (stored == null || stored.target() == null && stored.current() == null) {
            return adopt(new ReleaseStatus(Phase.Pending, null, null, null, null, null, null, null, null, null));
        }
        Version heading = stored.target() == null ? stored.current() : stored.target();
        boolean wantsCurrent =
                stored.current() != null && wanted.equals(stored.current().digest());
        if (wantsCurrent && (stored.target() != null || stored.failed() != null)) {
            return withdrawn(stored);
        }
        boolean failedBefore = stored.failed() != null
                && wanted.equals(stored.failed().digest())
                && !(stored.failed().phase() == Phase.SafetyBackup && !aim.backsUpFirst());
        return wanted.equals(heading.digest()) || failedBefore ? stored : adopt(stored);
    }

    private ReleaseStatus adopt(ReleaseStatus stored) {
        Release wanted = aim.wanted();
        Version target = new Version(
                aim.nextRevision(), wanted.digest(), wanted.images(), wanted.config(), now.toString(), null);
        return stored.entering(Phase.Pending, now.toString()).withTarget(target).withFailed(null);
    }

    /** What runs is wanted again: it is put back without a word about failure. */
    private ReleaseStatus withdrawn(ReleaseStatus s) {
        Phase next = s.phase() == Phase.RolledBack ? Phase.Released : Phase.RollingBack;
        return s.entering(next, now.toString()).withTarget(null).withFailed(null);
    }
}
