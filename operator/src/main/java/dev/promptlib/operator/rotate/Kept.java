package dev.promptlib.operator.rotate;

import java.time.Instant;
import java.util.Map;

/**
 * What is kept of generated secrets of one kind: the values, since when they are these, and the request that was answered last
 * (empty at first).
 */
public record Kept(Map<String, String> values, Instant since, String answered) {}
