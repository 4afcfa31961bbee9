package dev.promptlib.app.prompts;

import java.util.List;

/** A prompt as it is now. */
public record Prompt(
        long id, int version, String title, String body, List<String> tags, String createdAt, String updatedAt) {}
