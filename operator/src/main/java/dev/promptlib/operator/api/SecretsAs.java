package dev.promptlib.operator.api;

/** How secrets reach a container. */
public enum SecretsAs {
    Env,
    Files
}
