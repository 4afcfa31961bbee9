package dev.promptlib.operator.compose;

import java.util.Locale;

/** One value of a Secret, and where it lies without Kubernetes. */
public record SecretKey(String secret, String key) implements Comparable<SecretKey> {

    /** Below the directory of secrets, on the host and in containers alike. */
    public String path() {
        return secret + "/" + key;
    }

    /** The variable of .env that holds it, where a service takes it as a variable. */
    public String variable() {
        return (secret + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Its name among the secrets of a compose file. */
    String source() {
        return secret + "_" + key;
    }

    @Override
    public int compareTo(SecretKey other) {
        return path().compareTo(other.path());
    }
}
