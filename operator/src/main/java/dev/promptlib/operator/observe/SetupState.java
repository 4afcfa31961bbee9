package dev.promptlib.operator.observe;

/** How far the database's setup is. */
public record SetupState(Progress progress, String message) {
    /** What became of the Job. */
    public enum Progress {
        WAITING,
        DONE,
        FAILED
    }

    public static final SetupState WAITING = new SetupState(Progress.WAITING, "");
    public static final SetupState DONE = new SetupState(Progress.DONE, "");

    public boolean done() {
        return progress == Progress.DONE;
    }
}
