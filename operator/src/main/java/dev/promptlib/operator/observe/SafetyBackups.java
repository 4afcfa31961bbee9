package dev.promptlib.operator.observe;

import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.release.SafetyBackup;

/** Looks how the backup before a release is doing. One that is wanted and not begun runs already. */
public interface SafetyBackups {
    /** Where nobody takes any. */
    SafetyBackups NOT_TAKEN = (input, revision) -> SafetyBackup.NONE;

    SafetyBackup before(Input input, long revision);
}
