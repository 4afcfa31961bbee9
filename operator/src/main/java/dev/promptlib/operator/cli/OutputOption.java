package dev.promptlib.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** In which form a command that lists things prints them. */
public final class OutputOption {
    /** For people, or for programs. */
    enum Format {
        table,
        json,
        yaml
    }

    private static final ObjectMapper JSON = readable(JsonMapper.builder());

    /** Every text in quotes, so that no reader takes one for a number or a yes. */
    private static final ObjectMapper YAML = readable(YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE));

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Format format;

    /** The value in the form that is asked for; the table is made only when it is. */
    String print(Object value, Supplier<String> table) {
        return switch (format) {
            case table -> table.get();
            case json -> json(value);
            case yaml -> yaml(value);
        };
    }

    public static String json(Object value) {
        return written(JSON, value);
    }

    public static String yaml(Object value) {
        return written(YAML, value).stripTrailing();
    }

    private static ObjectMapper readable(MapperBuilder<?, ?> mapper) {
        return mapper.enable(SerializationFeature.INDENT_OUTPUT)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    private static String written(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be printed: " + value, e);
        }
    }
}
