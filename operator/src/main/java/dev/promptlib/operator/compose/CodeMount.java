package dev.promptlib.operator.compose;

/** A folder of this machine that a component sees in place of what its image has there. */
public record CodeMount(String component, String folder, String path) {}
