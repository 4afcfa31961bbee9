package dev.promptlib.app.settings;

/** A setting that cannot be used: says which, what is wrong with it, and what to do. Never contains a secret's value. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String where, String what, String whatToDo) {
        super(where + ": " + what + "; " + whatToDo);
    }
}
