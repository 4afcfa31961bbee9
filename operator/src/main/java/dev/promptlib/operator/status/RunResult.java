package dev.promptlib.operator.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.observe.JobRun;
import java.util.List;
import java.util.Optional;

/** What a run of the backup's scripts reports at its end. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunResult(
        String snapshot,
        String run,
        String origin,
        String taken,
        String storage,
        String repository,
        long seconds,
        long bytes,
        long added,
        long tables,
        long rows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A run whose pod has been taken away has no result to show. */
    public static Optional<RunResult> of(JobRun run) {
        try {
            return Optional.ofNullable(JSON.readValue(run.message(), RunResult.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The components whose storage is in the backup. */
    public List<String> components() {
        return storage == null || storage.isBlank() ? List.of() : List.of(storage.split(" "));
    }
}
