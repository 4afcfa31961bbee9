package dev.promptlib.operator.compose;

/** A stack that Kubernetes can run, and a compose file cannot say: why, and what to do. */
public final class NotForCompose extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String next;

    NotForCompose(String why, String next) {
        super(why);
        this.next = next;
    }

    /** How to go on. */
    public String next() {
        return next;
    }
}
