package dev.promptlib.app.attachments;

import dev.promptlib.app.http.HttpError;
import dev.promptlib.app.http.Request;
import dev.promptlib.app.http.Response;
import dev.promptlib.app.http.Route;
import dev.promptlib.app.prompts.PromptStore;
import java.util.List;
import java.util.Map;

/** The attachments' part of the API; it exists only where there is storage. */
public final class AttachmentRoutes {
    private static final long LARGEST = 10L * 1024 * 1024;
    private static final String PATTERN = "/api/prompts/{id}/attachments/{name}";

    private final AttachmentStore attachments;
    private final PromptStore prompts;

    public AttachmentRoutes(AttachmentStore attachments, PromptStore prompts) {
        this.attachments = attachments;
        this.prompts = prompts;
    }

    public List<Route> routes() {
        return List.of(Route.of("GET", PATTERN, this::get), Route.of("POST", PATTERN, this::add));
    }

    private Response get(Request request) throws Exception {
        String name = request.path().get("name");
        // Never shown in place: an uploaded page would run with this site's rights.
        return Response.file(attachments.find(request.id(), name))
                .with(Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    private Response add(Request request) throws Exception {
        long id = request.id();
        String name = request.path().get("name");
        if (prompts.find(id).isEmpty()) {
            throw HttpError.notFound("there is no prompt " + id);
        }
        attachments.save(id, name, request.body(LARGEST));
        return Response.json(201, Map.of("prompt", id, "name", name));
    }
}
