package dev.promptlib.operator.api;

/** What a component can be given. */
public enum Need {
    database,
    cache,
    secrets
}
