package dev.promptlib.images;

/** A build that failed; the message says what to do about it. */
public final class BuildException extends Exception {
    public BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
