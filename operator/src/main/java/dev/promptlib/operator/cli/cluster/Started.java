package dev.promptlib.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers which cluster `up` started, so that `down` stops no other. */
public final class Started {
    private final Path file;

    public Started(Path stateFolder) {
        this.file = stateFolder.resolve("started");
    }

    public Optional<Wish.Kind> cluster() {
        try {
            return word(0).map(Wish.Kind::valueOf);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Before the start, without an identity: a start that is interrupted has to be found as well. */
    public void remember(Wish.Kind kind) {
        write(kind + "\n");
    }

    /** Once it runs: another cluster, which somebody starts later in the same place, is not this one. */
    public void confirm(String identity) {
        Optional<Wish.Kind> kind = cluster();
        if (kind.isPresent() && word(1).isEmpty()) {
            write(kind.get() + " " + identity + "\n");
        } else if (kind.isPresent() && !word(1).get().equals(identity)) {
            forget();
        }
    }

    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> word(int index) {
        try {
            String[] words = Files.exists(file) ? Files.readString(file).strip().split(" ") : new String[0];
            return index < words.length ? Optional.of(words[index]) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String content) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling("started.part");
            Files.writeString(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
