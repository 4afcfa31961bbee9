package dev.promptlib.app.http;

import dev.promptlib.app.live.AppConfigFile;
import dev.promptlib.app.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** Decides whether a writing request may go on: the token, then read-only mode. */
public final class WriteGuard {
    private final Optional<Secret> token;
    private final AppConfigFile config;

    public WriteGuard(Optional<Secret> token, AppConfigFile config) {
        this.token = token;
        this.config = config;
    }

    void check(Request request) {
        if (token.isPresent()) {
            // Read at every request, so that a rotated token file needs no restart.
            byte[] wanted = ("Bearer " + token.get().read()).getBytes(StandardCharsets.UTF_8);
            byte[] given = request.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(wanted, given)) {
                throw new HttpError(
                        401,
                        "unauthorized",
                        "writing needs the header Authorization: Bearer <token>",
                        Map.of("WWW-Authenticate", "Bearer"));
            }
        }
        if (config.current().readOnly()) {
            throw new HttpError(403, "read_only", "the library is read-only at the moment", Map.of());
        }
    }
}
