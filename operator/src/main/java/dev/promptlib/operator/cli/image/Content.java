package dev.promptlib.operator.cli.image;

import dev.promptlib.operator.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** A short digest of all that goes into an image. */
final class Content {
    private static final int LENGTH = 8;

    private Content() {}

    static String of(Recipe recipe) {
        try (var tree = Files.walk(recipe.files())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                // A checksum is enough to see a change, and many times faster than a digest of 60 MB.
                CRC32 checksum = new CRC32();
                checksum.update(Files.readAllBytes(file));
                text(digest, recipe.files().relativize(file) + " " + Files.size(file) + " " + checksum.getValue());
            }
            text(digest, Recipe.BASE + recipe.jar() + recipe.environment());
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (IOException e) {
            throw Failure.of(
                    "there is no " + recipe.files() + " to make the image " + recipe.name() + " of",
                    "start by the launcher ./promptlib, which builds it");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void text(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
