package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Reason;

/** Something in a spec, or missing beside it, that keeps it from being carried out: where, what, and what to do. */
public record Problem(String path, Reason reason, String message) {
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
