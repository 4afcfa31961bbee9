package dev.promptlib.app.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Typed reading of environment variables, each optionally given as a file by {@code NAME_FILE}. */
public final class Environment {
    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** An empty variable counts as not set: that is what an empty value in a container manifest means. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public Optional<Secret> secret(String name) {
        Optional<String> direct = text(name);
        Optional<String> file = text(name + "_FILE");
        if (direct.isPresent() && file.isPresent()) {
            throw new SettingException(name, name + "_FILE is set as well", "set only one of the two");
        }
        return file.map(path -> Secret.ofFile(name + "_FILE", Path.of(path)))
                .or(() -> direct.map(value -> Secret.ofText(name, value)));
    }

    public int number(String name, int otherwise, int min, int max) {
        Optional<Secret> given = secret(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(given.get().read().trim());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with numbers out of range.
        }
        throw new SettingException(
                given.get().source(), "is not a whole number from " + min + " to " + max, "correct or remove it");
    }

    public boolean flag(String name, boolean otherwise) {
        Optional<Secret> given = secret(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        String value = given.get().read().trim();
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(value);
        }
        throw new SettingException(given.get().source(), "is neither true nor false", "correct or remove it");
    }
}
