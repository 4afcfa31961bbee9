package dev.promptlib.operator.compose;

import dev.promptlib.operator.apply.RandomText;
import dev.promptlib.operator.compose.HostNeeds.Need;
import dev.promptlib.operator.input.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A machine on which the preparation of a stack has run: its .env, and its volumes. */
final class PreparedHost {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{([A-Z0-9_]+):?([?-])([^}]*)}");

    private final Path folder;
    private final Map<String, String> dotEnv = new HashMap<>();
    private final Map<String, Map<String, String>> generated = new HashMap<>();

    PreparedHost(Path folder, Composed composed) throws Exception {
        this.folder = folder;
        for (Need need : composed.needs().variables()) {
            String value = need.shape()
                    .map(shape -> new RandomText().text(shape.length(), shape.encoding()))
                    .or(need::text)
                    .orElseThrow();
            dotEnv.put(need.key().variable(), value);
            if (need.shape().isPresent()) {
                generated
                        .computeIfAbsent(need.key().secret(), secret -> new HashMap<>())
                        .put(need.key().key(), value);
            }
        }
        for (Need need : composed.needs().files()) {
            Path file = folder.resolve("given").resolve(need.key().path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, need.text().orElseThrow());
        }
        Service prepare = composed.file().services().get(Preparation.NAME);
        if (prepare != null) {
            run(prepare);
        }
    }

    private void run(Service prepare) throws Exception {
        for (String mount : prepare.files().volumes()) {
            Files.createDirectories(volume(mount.substring(0, mount.indexOf(':'))));
        }
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path chown = Files.writeString(programs.resolve("chown"), "#!/bin/sh\n[ -d \"$2\" ]\n");
        chown.toFile().setExecutable(true);
        var builder = new ProcessBuilder(
                        prepare.program().entrypoint().stream().map(this::read).toList())
                .inheritIO();
        prepare.program().environment().forEach((name, value) -> builder.environment()
                .put(name, read(value)));
        builder.environment().put("VOLUMES", folder.resolve("volumes").toString());
        builder.environment().put("GIVEN", folder.resolve("given").toString());
        builder.environment().put("BUSYBOX", chown.toString());
        builder.environment().merge("PATH", programs + ":", (path, first) -> first + path);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("the preparation failed");
        }
    }

    /** As compose reads it. */
    String read(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meaning(found.group(), found)));
    }

    private String meaning(String whole, java.util.regex.MatchResult found) {
        if (whole.equals("$$")) {
            return "$";
        }
        if (dotEnv.containsKey(found.group(1))) {
            return dotEnv.get(found.group(1));
        }
        if (found.group(2).equals("?")) {
            throw new AssertionError("nothing would start without " + found.group(1));
        }
        return found.group(3);
    }

    private Path volume(String name) {
        return folder.resolve("volumes").resolve(name);
    }

    /** The files of a volume. */
    Map<String, String> files(String volume) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(volume(volume))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(volume(volume).relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** What it has made, as the operator would keep it. */
    Credentials credentials(String resource) throws IOException {
        return new Credentials(
                secret(resource + "-database"),
                secret(resource + "-cache"),
                secret(resource + "-secrets"),
                secret(resource + "-backup"));
    }

    private Map<String, String> secret(String name) throws IOException {
        Map<String, String> values = new TreeMap<>(generated.getOrDefault(name, Map.of()));
        if (Files.isDirectory(volume("secrets").resolve(name))) {
            values.putAll(files("secrets/" + name));
        }
        return values;
    }
}
