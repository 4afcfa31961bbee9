package dev.promptlib.app.prompts;

/** How much the library holds. */
public record Totals(long prompts, long versions) {}
