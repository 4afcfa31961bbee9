package dev.promptlib.operator.apply;

/** A generated password is gone, although data that was made with it is there. */
public final class CredentialsLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CredentialsLost(String secret) {
        super("Secret " + secret
                + ", or a key in it, is gone, but the volume of that name is there and was made with it."
                + " Restore the Secret from a backup; or, to begin anew without what it holds, delete the"
                + " PersistentVolumeClaim " + secret);
    }
}
