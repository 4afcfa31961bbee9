package dev.promptlib.operator.cli.doctor;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A trouble: its name, what is wrong and where, and what to do. */
@JsonPropertyOrder({"trouble", "what", "next"})
public record Advice(String trouble, String what, String next) {}
