package dev.promptlib.app.prompts;

import dev.promptlib.app.http.HttpError;
import java.util.List;
import java.util.Locale;

/** What a client sends to make or change a prompt, checked and tidied. */
public record Draft(String title, String body, List<String> tags) {

    public Draft {
        title = checked("title", title, 200).strip();
        body = checked("body", body, 100_000);
        tags = tags == null ? List.of() : tags;
        if (tags.size() > 20) {
            throw HttpError.badRequest("tags must be at most 20");
        }
        tags = tags.stream()
                .map(tag -> tag(checked("a tag", tag, 40)))
                .distinct()
                .toList();
    }

    /** Capitals make no other tag. */
    static String tag(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String checked(String what, String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest) {
            throw HttpError.badRequest(what + " must have 1 to " + longest + " characters");
        }
        // PostgreSQL cannot keep a NUL in a text.
        if (text.indexOf('\0') >= 0) {
            throw HttpError.badRequest(what + " must not contain a NUL");
        }
        return text;
    }
}
