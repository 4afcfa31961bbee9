package dev.promptlib.operator.release;

/** How the backup before a release is doing. Its detail is the backup's id, or why it failed. */
public record SafetyBackup(State state, String detail) {
    /** What there is to wait for. */
    public enum State {
        /** It has not begun. */
        NONE,
        RUNNING,
        DONE,
        FAILED
    }

    public static final SafetyBackup NONE = new SafetyBackup(State.NONE, null);
}
