package dev.promptlib.operator.cli.compose;

import dev.promptlib.operator.apply.RandomText;
import dev.promptlib.operator.compose.HostNeeds;
import dev.promptlib.operator.compose.HostNeeds.Need;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets beside a compose file: secrets/SECRET/KEY, as `kubectl create secret --from-file` takes them, and .env. */
public record HostSecrets(Path folder) {
    private static final String PRIVATE_FILE = "rw-------";
    private static final String PRIVATE_FOLDER = "rwx------";

    private Path files() {
        return folder.resolve("secrets");
    }

    private Path dotEnv() {
        return folder.resolve(".env");
    }

    /** What lies in the files. */
    public Map<String, Map<String, String>> read() throws IOException {
        Map<String, Map<String, String>> secrets = new TreeMap<>();
        for (Path secret : children(files(), Files::isDirectory)) {
            Map<String, String> values = new TreeMap<>();
            for (Path key : children(secret, Files::isRegularFile)) {
                values.put(key.getFileName().toString(), text(key));
            }
            secrets.put(secret.getFileName().toString(), values);
        }
        return secrets;
    }

    /** As far as it is text: what is not is copied to the byte, but never read. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<Path> children(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(wanted).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** Writes what is known or can be made; nothing that is in .env already is changed. Returns what it did. */
    public List<String> write(HostNeeds needs) throws IOException {
        List<String> done = new ArrayList<>();
        for (Need need : needs.files()) {
            Path file = files().resolve(need.key().path());
            boolean there = Files.exists(file);
            if (need.text().isEmpty()) {
                if (!there) {
                    done.add("MISSING " + file + ": put the value there");
                }
            } else if (!there || !text(file).equals(need.text().get())) {
                writePrivately(file, need.text().get());
                done.add("wrote " + file);
            }
        }
        variables(needs.variables(), done);
        return done;
    }

    private void variables(List<Need> needs, List<String> done) throws IOException {
        String text = Files.exists(dotEnv()) ? Files.readString(dotEnv()) : "";
        Set<String> there = text.lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .collect(Collectors.toSet());
        StringBuilder added = new StringBuilder(text.isEmpty() || text.endsWith("\n") ? "" : "\n");
        List<String> names = new ArrayList<>();
        for (Need need : needs) {
            String name = need.key().variable();
            if (there.contains(name)) {
                continue;
            }
            var value = need.shape()
                    .map(shape -> new RandomText().text(shape.length(), shape.encoding()))
                    .or(need::text);
            if (value.isPresent()) {
                added.append(name).append('=').append(quoted(value.get())).append('\n');
                names.add(name);
            } else {
                done.add("MISSING " + name + " in " + dotEnv() + ": write it there");
            }
        }
        if (!names.isEmpty()) {
            writePrivately(dotEnv(), text + added);
            done.add("wrote " + String.join(", ", names) + " to " + dotEnv());
        }
    }

    /** As compose reads it: within double quotes these characters mean something. */
    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9_./=+:@-]*")) {
            return value;
        }
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("\n", "\\n")
                + '"';
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.exists(parent)) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FOLDER)));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE)));
        }
        Files.writeString(file, text);
    }
}
