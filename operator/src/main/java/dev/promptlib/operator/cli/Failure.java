package dev.promptlib.operator.cli;

/** Ends the command: what failed and why, how to go on, and the exit code. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final int FAILED = 1;
    public static final int BAD_USAGE = 2;
    public static final int NO_CLUSTER = 3;

    private final int exitCode;
    private final String next;

    private Failure(int exitCode, String what, String next) {
        super(what);
        this.exitCode = exitCode;
        this.next = next;
    }

    public static Failure of(String what, String next) {
        return new Failure(FAILED, what, next);
    }

    public static Failure badUsage(String what, String next) {
        return new Failure(BAD_USAGE, what, next);
    }

    public static Failure noCluster(String what, String next) {
        return new Failure(NO_CLUSTER, what, next);
    }

    /** The same with another exit code. */
    public Failure with(int otherExitCode) {
        return new Failure(otherExitCode, getMessage(), next);
    }

    public int exitCode() {
        return exitCode;
    }

    /** How to go on. */
    public String next() {
        return next;
    }
}
