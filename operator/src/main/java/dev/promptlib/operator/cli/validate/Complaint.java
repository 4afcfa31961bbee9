package dev.promptlib.operator.cli.validate;

/**
 * Something that is wrong, in the words of the API server where it would say it.
 *
 * @param path of the field, such as spec.components[0].port; empty for the object as a whole
 * @param blocks whether the API server looks no further and leaves the rules that bind several fields unchecked
 */
record Complaint(String path, String message, boolean blocks) {
    static Complaint of(String path, String message) {
        return new Complaint(path, message, false);
    }

    static Complaint blocking(String path, String message) {
        return new Complaint(path, message, true);
    }
}
