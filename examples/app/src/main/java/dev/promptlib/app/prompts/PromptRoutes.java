package dev.promptlib.app.prompts;

import dev.promptlib.app.attachments.AttachmentStore;
import dev.promptlib.app.cache.ReadCache;
import dev.promptlib.app.http.HttpError;
import dev.promptlib.app.http.Json;
import dev.promptlib.app.http.Request;
import dev.promptlib.app.http.Response;
import dev.promptlib.app.http.Route;
import dev.promptlib.app.live.AppConfigFile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The prompts' part of the API. Reads go through the cache, writes make it forget. */
public final class PromptRoutes {
    private final PromptStore store;
    private final ReadCache cache;
    private final AppConfigFile config;
    private final Optional<AttachmentStore> attachments;
    private final Counter searches;

    public PromptRoutes(
            PromptStore store,
            ReadCache cache,
            AppConfigFile config,
            Optional<AttachmentStore> attachments,
            MeterRegistry metrics) {
        this.store = store;
        this.cache = cache;
        this.config = config;
        this.attachments = attachments;
        this.searches = Counter.builder("promptlib.searches")
                .description("Lists asked for with a search text or a tag")
                .register(metrics);
    }

    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/prompts", this::list),
                Route.of("POST", "/api/prompts", this::add),
                Route.of("GET", "/api/prompts/{id}", this::get),
                Route.of("PUT", "/api/prompts/{id}", this::change),
                Route.of("DELETE", "/api/prompts/{id}", this::delete),
                Route.of("GET", "/api/prompts/{id}/versions", this::versions));
    }

    private Response list(Request request) throws Exception {
        Search search = Search.of(request, config.current().pageSize());
        if (search.text().isPresent() || search.tag().isPresent()) {
            searches.increment();
        }
        return Response.json(200, cache.read(search.cacheKey(), () -> Json.write(store.list(search))));
    }

    private Response add(Request request) throws Exception {
        Draft draft = request.json(Draft.class);
        Prompt prompt = changing(() -> store.add(draft));
        return Response.json(201, prompt).with(Map.of("Location", "/api/prompts/" + prompt.id()));
    }

    private Response get(Request request) throws Exception {
        long id = request.id();
        return Response.json(200, cache.read("prompt:" + id, () -> Json.write(found(id, store.find(id)))));
    }

    private Response change(Request request) throws Exception {
        Draft draft = request.json(Draft.class);
        Prompt prompt = found(request.id(), changing(() -> store.change(request.id(), draft)));
        return Response.json(200, prompt);
    }

    private Response delete(Request request) throws Exception {
        long id = request.id();
        found(id, changing(() -> store.delete(id)) ? Optional.of(id) : Optional.empty());
        if (attachments.isPresent()) {
            attachments.get().deleteAll(id);
        }
        return Response.empty();
    }

    private Response versions(Request request) throws Exception {
        long id = request.id();
        return Response.json(200, cache.read("versions:" + id, () -> {
            List<PromptVersion> versions = store.versions(id);
            found(id, versions.stream().findFirst());
            return Json.write(Map.of("items", versions));
        }));
    }

    /** Also when the answer is lost, for the database may have done it. */
    private <T> T changing(Callable<T> change) throws Exception {
        try {
            return change.call();
        } finally {
            cache.forgetAll();
        }
    }

    private static <T> T found(long id, Optional<T> value) {
        return value.orElseThrow(() -> HttpError.notFound("there is no prompt " + id));
    }
}
