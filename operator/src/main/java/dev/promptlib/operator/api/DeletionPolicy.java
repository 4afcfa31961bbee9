package dev.promptlib.operator.api;

/** What becomes of the data when its resource is deleted. */
public enum DeletionPolicy {
    Retain,
    Snapshot,
    Delete
}
