package dev.promptlib.app.attachments;

import dev.promptlib.app.http.HttpError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Files that belong to prompts, one directory for each prompt. */
public final class AttachmentStore {
    private final Path root;

    public AttachmentStore(Path root) {
        this.root = root;
    }

    /** Writes beside and renames, so that nobody ever reads half a file. */
    public void save(long prompt, String name, InputStream content) throws IOException {
        Path target = path(prompt, name);
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), ".upload", "");
        try {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    public Path find(long prompt, String name) {
        Path file = path(prompt, name);
        if (!Files.isRegularFile(file)) {
            throw HttpError.notFound("prompt " + prompt + " has no attachment " + name);
        }
        return file;
    }

    public void deleteAll(long prompt) throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(root.resolve(Long.toString(prompt)))) {
            files = listing.toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(root.resolve(Long.toString(prompt)));
    }

    private Path path(long prompt, String name) {
        // Starting with a letter or a digit also rules out "..", and the names of uploads in progress.
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw HttpError.badRequest("an attachment's name has letters, digits, dots, dashes and underscores only");
        }
        return root.resolve(Long.toString(prompt)).resolve(name);
    }
}
