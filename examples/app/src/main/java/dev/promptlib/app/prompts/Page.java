package dev.promptlib.app.prompts;

import java.util.List;

/** One page of a list, with the size of the whole. */
public record Page(List<Prompt> items, int page, int pageSize, long total) {}
