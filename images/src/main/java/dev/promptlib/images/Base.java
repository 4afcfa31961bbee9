package dev.promptlib.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** What an image is built on. */
sealed interface Base {
    JibContainerBuilder start();

    /** The name for people and for the label {@code org.opencontainers.image.base.name}. */
    Optional<String> name();

    static Base parse(String text) throws IOException {
        if (text.equals("scratch")) {
            return new Scratch();
        }
        if (text.startsWith(Jib.TAR_IMAGE_PREFIX)) {
            return Archive.open(Path.of(text.substring(Jib.TAR_IMAGE_PREFIX.length())));
        }
        try {
            return new Registry(ImageReference.parse(text));
        } catch (InvalidImageReferenceException e) {
            throw new IllegalArgumentException("base: '" + text + "' is neither an image's name nor tar://FILE", e);
        }
    }

    record Scratch() implements Base {
        @Override
        public JibContainerBuilder start() {
            return Jib.fromScratch();
        }

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }
    }

    record Registry(ImageReference reference) implements Base {
        @Override
        public JibContainerBuilder start() {
            RegistryImage image = RegistryImage.named(reference);
            Credentials.of(reference).forEach(image::addCredentialRetriever);
            return Jib.from(image);
        }

        @Override
        public Optional<String> name() {
            return Optional.of(reference.toString());
        }
    }

    record Archive(Path file, Optional<String> name) implements Base {
        static Archive open(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("base: there is no archive " + file);
            }
            List<String> names = new ArrayList<>();
            try (TarFile tar = new TarFile(file)) {
                TarArchiveEntry manifest = tar.getEntries().stream()
                        .filter(entry -> entry.getName().equals("manifest.json"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "base: " + file + " has no manifest.json, so it is not what `docker save` writes"));
                var images = new ObjectMapper().readTree(tar.getInputStream(manifest));
                images.forEach(image -> names.add(image.path("RepoTags").path(0).asText("")));
            }
            // Jib would take the first one without a word.
            if (names.size() != 1) {
                throw new IllegalArgumentException("base: " + file + " must hold one image and holds " + names);
            }
            return new Archive(file, Optional.of(names.get(0)).filter(name -> !name.isEmpty()));
        }

        @Override
        public JibContainerBuilder start() {
            return Jib.from(TarImage.at(file));
        }
    }
}
