package dev.promptlib.operator.observe;

/** Why a pod does not run, in words that a person can act on. */
public record PodTrouble(String part, String pod, String message) {}
