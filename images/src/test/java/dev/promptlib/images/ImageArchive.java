package dev.promptlib.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Reads the archive that a build wrote, and writes small ones to build on. */
record ImageArchive(Map<String, byte[]> files) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ImageArchive read(Path file) throws IOException {
        return new ImageArchive(untar(Files.readAllBytes(file)));
    }

    JsonNode manifest() throws IOException {
        return JSON.readTree(files.get("manifest.json")).get(0);
    }

    JsonNode config() throws IOException {
        return JSON.readTree(files.get(manifest().get("Config").asText()));
    }

    /** The regular files of each layer, as {@code path mode uid:gid seconds}. */
    List<List<String>> layers() throws IOException {
        List<List<String>> layers = new ArrayList<>();
        for (JsonNode layer : manifest().get("Layers")) {
            List<String> entries = new ArrayList<>();
            var bytes = new ByteArrayInputStream(files.get(layer.asText()));
            try (var tar = new TarArchiveInputStream(new GZIPInputStream(bytes))) {
                for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                    if (e.isFile()) {
                        entries.add("/%s %o %d:%d %d"
                                .formatted(
                                        e.getName(),
                                        e.getMode() & 0777,
                                        e.getLongUserId(),
                                        e.getLongGroupId(),
                                        e.getModTime().getTime() / 1000));
                    }
                }
            }
            layers.add(entries);
        }
        return layers;
    }

    /** An archive as {@code docker save} writes it: one image, or one per name, each with the file /etc/base. */
    static Path base(Path file, String... names) throws IOException {
        byte[] layer = tar(Map.of("etc/base", bytes("base\n")));
        String digest = sha256(layer);
        byte[] config = bytes(
                """
                {"architecture": "amd64", "os": "linux", "created": "1970-01-01T00:00:01Z",
                 "config": {"Env": ["PATH=/bin", "LANG=C"], "Entrypoint": ["/entry"], "Cmd": ["run"], "User": "7"},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}, "history": [{"created_by": "test"}]}
                """
                        .formatted(digest));
        List<Map<String, Object>> manifest = new ArrayList<>();
        for (String name : names) {
            manifest.add(Map.of(
                    "Config", "config.json", "RepoTags", List.of(name), "Layers", List.of(digest + "/layer.tar")));
        }
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put(digest + "/layer.tar", layer);
        content.put("config.json", config);
        content.put("manifest.json", JSON.writeValueAsBytes(manifest));
        return Files.write(file, tar(content));
    }

    private static Map<String, byte[]> untar(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                files.put(e.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            // A digest is longer than the names of the oldest tar format.
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
