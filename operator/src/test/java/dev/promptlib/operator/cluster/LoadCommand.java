package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Loads images into a named cluster by the command that the caller names, with the archive as its argument. */
final class LoadCommand implements ImageStore {
    static final String VARIABLE = "PROMPTLIB_TEST_LOAD_COMMAND";

    private static final String BASE = "PROMPTLIB_TEST_JAVA_IMAGE";

    /** Another registry's Java, or an archive of one as tar://FILE, where Docker Hub cannot be reached. */
    @Override
    public String base(String image) {
        return System.getenv().getOrDefault(BASE, image);
    }

    @Override
    public boolean canLoad() {
        return System.getenv(VARIABLE) != null && !System.getenv(VARIABLE).isBlank();
    }

    @Override
    public void load(Path archive) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", System.getenv(VARIABLE) + " \"$1\"", "sh", archive.toString())
                .inheritIO()
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(VARIABLE + " does not end within 5 minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while images were loaded", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(VARIABLE + " ended with " + process.exitValue() + " for " + archive);
        }
    }
}
