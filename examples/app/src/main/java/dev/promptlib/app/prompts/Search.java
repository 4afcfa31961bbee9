package dev.promptlib.app.prompts;

import dev.promptlib.app.http.HttpError;
import dev.promptlib.app.http.Request;
import java.util.Optional;

/** What a list is asked for. */
public record Search(Optional<String> text, Optional<String> tag, int page, int pageSize) {
    private static final int LAST_PAGE = 1_000_000;

    static Search of(Request request, int pageSize) {
        String page = request.query("page").orElse("1");
        if (!page.matches("[1-9][0-9]{0,6}") || Integer.parseInt(page) > LAST_PAGE) {
            throw HttpError.badRequest("page must be a number from 1 to " + LAST_PAGE);
        }
        return new Search(term(request, "q"), term(request, "tag").map(Draft::tag), Integer.parseInt(page), pageSize);
    }

    private static Optional<String> term(Request request, String name) {
        Optional<String> value = request.query(name);
        if (value.isPresent() && (value.get().length() > 200 || value.get().indexOf('\0') >= 0)) {
            throw HttpError.badRequest(name + " must have at most 200 characters and no NUL");
        }
        return value;
    }

    long offset() {
        return (page - 1L) * pageSize;
    }

    String cacheKey() {
        String wanted = tag.orElse("");
        return "list:" + page + ":" + pageSize + ":" + wanted.length() + ":" + wanted + text.orElse("");
    }
}
