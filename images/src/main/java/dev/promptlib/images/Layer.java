package dev.promptlib.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One layer: the files of a folder (or a single file) and where they go.
 *
 * @param source a folder, or a file
 * @param target where it goes; for a file, the path of that file
 * @param globs which files of the folder: those that match one glob at least, and no glob that starts with {@code !}
 */
public record Layer(Path source, String target, List<String> globs) {
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");

    public Layer {
        if (!Files.exists(source)) {
            throw new IllegalArgumentException("layer: there is no " + source);
        }
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("layer: the target must be an absolute path, not '" + target + "'");
        }
        globs = List.copyOf(globs);
    }

    /** Reads {@code SOURCE:/TARGET[:GLOB...]}. */
    public static Layer parse(String text) {
        String[] parts = text.split(":");
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new IllegalArgumentException("layer: want SOURCE:/TARGET[:GLOB...], got '" + text + "'");
        }
        return new Layer(Path.of(parts[0]), parts[1], Arrays.asList(parts).subList(2, parts.length));
    }

    FileEntriesLayer entries() throws IOException {
        var layer = FileEntriesLayer.builder().setName(source + " " + globs);
        List<Path> files = files();
        if (files.isEmpty()) {
            throw new IllegalArgumentException("layer: no file in " + source + " matches " + globs);
        }
        var root = AbsoluteUnixPath.get(target);
        for (Path file : files) {
            var path = file.equals(source) ? root : root.resolve(source.relativize(file));
            layer.addEntry(file, path, Files.isExecutable(file) ? EXECUTABLE : READABLE);
        }
        return layer.build();
    }

    private List<Path> files() throws IOException {
        Predicate<Path> wanted = matcher();
        try (var tree = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.equals(source) || wanted.test(source.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private Predicate<Path> matcher() {
        List<String> out = globs.stream().filter(glob -> glob.startsWith("!")).toList();
        List<String> in = globs.stream().filter(glob -> !glob.startsWith("!")).toList();
        Predicate<Path> left = anyOf(out.stream().map(glob -> glob.substring(1)).toList());
        return in.isEmpty() ? left.negate() : anyOf(in).and(left.negate());
    }

    private static Predicate<Path> anyOf(List<String> globs) {
        List<PathMatcher> matchers = globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        return path -> matchers.stream().anyMatch(matcher -> matcher.matches(path));
    }
}
