package dev.promptlib.operator.compose;

import java.util.List;

/** A stack for Docker: the file, what it cannot say, and what the machine has to have beside it. */
public record Composed(ComposeFile file, List<String> shortfalls, HostNeeds needs) {}
