package dev.promptlib.operator.status;

import dev.promptlib.operator.observe.JobRun;

/** Why a run of the backup's scripts failed: its last line, or what helps where its end came from outside. */
public final class Complaint {
    private Complaint() {}

    public static String of(JobRun run) {
        String said = run.message().strip();
        return switch (run.cause()) {
            case ITSELF -> said.substring(said.lastIndexOf('\n') + 1);
            case DEADLINE ->
                "it was not done within spec.backup.deadlineSeconds: look whether the database and the repository"
                        + " answer, or raise it";
            case PODS_GONE ->
                "its pods were taken away before they could end: look whether the nodes are well, and make a new"
                        + " request";
        };
    }
}
