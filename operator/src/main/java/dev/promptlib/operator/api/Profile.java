package dev.promptlib.operator.api;

/** Chooses defaults, nothing else. */
public enum Profile {
    development,
    staging,
    production
}
