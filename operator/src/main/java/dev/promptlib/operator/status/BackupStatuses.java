package dev.promptlib.operator.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.observe.JobRun;
import java.util.Optional;

/** Adds what Jobs have found out to what is known: results outlive the Jobs. */
final class BackupStatuses {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BackupStatuses() {}

    static BackupStatus of(Round round) {
        if (!round.input().backsUp()) {
            return null;
        }
        BackupStatus known = Optional.ofNullable(round.previous())
                .map(status -> status.backup())
                .orElse(BackupStatus.NOTHING);
        for (JobRun run : round.observation().backups()) {
            known = withBackup(known, run);
        }
        for (JobRun run : round.observation().verifications()) {
            known = withVerification(known, run);
        }
        return known;
    }

    private static BackupStatus withBackup(BackupStatus known, JobRun run) {
        if (run.state() == JobRun.State.FAILED) {
            BackupStatus.Failed failed = newer(known.lastFailure(), run);
            return new BackupStatus(known.last(), failed, known.verified(), known.lastVerificationFailure());
        }
        Optional<JsonNode> result = result(run);
        boolean later = known.last() == null || known.last().finished().compareTo(run.finished()) < 0;
        if (result.isEmpty() || !later) {
            return known;
        }
        JsonNode said = result.get();
        BackupStatus.Backed last = new BackupStatus.Backed(
                said.path("snapshot").asText(),
                run.finished(),
                said.path("origin").asText(),
                said.path("seconds").asLong(),
                said.path("bytes").asLong(),
                said.path("added").asLong(),
                said.path("tables").asLong(),
                said.path("rows").asLong(),
                said.path("repository").asText());
        return new BackupStatus(last, known.lastFailure(), known.verified(), known.lastVerificationFailure());
    }

    private static BackupStatus withVerification(BackupStatus known, JobRun run) {
        if (run.state() == JobRun.State.FAILED) {
            BackupStatus.Failed failed = newer(known.lastVerificationFailure(), run);
            return new BackupStatus(known.last(), known.lastFailure(), known.verified(), failed);
        }
        Optional<JsonNode> result = result(run);
        boolean later = known.verified() == null || known.verified().finished().compareTo(run.finished()) < 0;
        if (result.isEmpty() || !later) {
            return known;
        }
        JsonNode said = result.get();
        BackupStatus.Proved proved = new BackupStatus.Proved(
                said.path("snapshot").asText(),
                said.path("taken").asText(),
                run.finished(),
                said.path("seconds").asLong(),
                said.path("tables").asLong(),
                said.path("rows").asLong());
        return new BackupStatus(known.last(), known.lastFailure(), proved, known.lastVerificationFailure());
    }

    private static BackupStatus.Failed newer(BackupStatus.Failed known, JobRun run) {
        return known != null && known.finished().compareTo(run.finished()) >= 0
                ? known
                : new BackupStatus.Failed(run.job(), run.finished(), lastLine(run.message()));
    }

    /** A run whose pod has been taken away has no result to show; the next one has. */
    private static Optional<JsonNode> result(JobRun run) {
        try {
            return Optional.of(JSON.readTree(run.message())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }
}
