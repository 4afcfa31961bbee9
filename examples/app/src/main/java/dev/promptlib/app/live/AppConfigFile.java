package dev.promptlib.app.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live configuration, read again when its file changes. Compares content, not time stamps or watches: a ConfigMap
 * mount replaces a symlink above the file, which both of those miss.
 */
public final class AppConfigFile {
    private static final Logger LOG = LoggerFactory.getLogger(AppConfigFile.class);
    private static final byte[] ABSENT = {};

    private final Path file;
    private byte[] seen = ABSENT;
    private volatile State state = new State(AppConfig.DEFAULT, Instant.now(), null);

    /** The configuration in force, since when, and what is wrong with the file if it could not be taken. */
    public record State(AppConfig config, Instant since, String problem) {}

    public AppConfigFile(Path file) {
        this.file = file;
    }

    public AppConfig current() {
        return state.config();
    }

    public State state() {
        return state;
    }

    /** Looks at the file once. Never fails: content that cannot be used keeps the previous configuration. */
    public synchronized void refresh() {
        try {
            byte[] content = read();
            if (!Arrays.equals(content, seen)) {
                seen = content;
                AppConfig config = parse(content);
                state = new State(config, Instant.now(), null);
                LOG.info("configuration read from {}: {}", file, config);
            }
        } catch (IOException e) {
            if (!(e instanceof JsonProcessingException)) {
                // Once it can be read again it must be parsed again, even if it is what was there before.
                seen = null;
            }
            String problem = ConfigProblem.describe(e);
            if (!problem.equals(state.problem())) {
                state = new State(state.config(), state.since(), problem);
                LOG.error("{}: {}; the previous configuration stays in force, correct the file", file, problem);
            }
        }
    }

    private byte[] read() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    private static AppConfig parse(byte[] content) throws IOException {
        if (content.length == 0) {
            return AppConfig.DEFAULT;
        }
        // Made when needed: most starts have no file, and the first YAML parser takes a tenth of a second.
        ObjectMapper yaml = new ObjectMapper(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        JsonNode tree = yaml.readTree(content);
        boolean empty = tree == null || tree.isMissingNode() || tree.isNull();
        // Read from the text, not from the tree: only the text has lines and columns to report.
        return empty ? AppConfig.DEFAULT : yaml.readValue(content, AppConfig.class);
    }
}
