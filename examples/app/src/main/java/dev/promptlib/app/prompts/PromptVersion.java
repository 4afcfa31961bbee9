package dev.promptlib.app.prompts;

import java.util.List;

/** A prompt as it was once; versions are never changed. */
public record PromptVersion(int version, String title, String body, List<String> tags, String createdAt) {}
