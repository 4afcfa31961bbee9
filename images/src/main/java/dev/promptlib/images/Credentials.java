package dev.promptlib.images;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.util.List;

/** Where credentials for a registry are looked for: the configuration of docker and podman, where `login` left them. */
final class Credentials {
    private Credentials() {}

    static List<CredentialRetriever> of(ImageReference image) {
        return List.of(
                CredentialRetrieverFactory.forImage(image, event -> {}).dockerConfig(),
                CredentialRetrieverFactory.forImage(image, event -> {}).wellKnownCredentialHelpers());
    }
}
