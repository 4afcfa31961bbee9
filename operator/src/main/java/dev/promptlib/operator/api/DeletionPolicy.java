package dev.promptlib.operator.api;

/** What becomes of the data when the resource is deleted. */
public enum DeletionPolicy {
    Retain,
    Delete
}
