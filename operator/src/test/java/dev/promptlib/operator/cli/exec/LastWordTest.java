package dev.promptlib.operator.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import org.junit.jupiter.api.Test;

class LastWordTest {
    private final LastWord last = new LastWord();

    private void exit(String status, String reason, String message) {
        last.onExit(
                1,
                new StatusBuilder()
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(message)
                        .build());
    }

    @Test
    void tellsACommandThatFailedFromOneThatNeverBegan() {
        assertThat(last.whyNotBegun()).isEmpty();
        exit("Success", null, null);
        assertThat(last.whyNotBegun()).isEmpty();
        exit("Failure", "NonZeroExitCode", "command terminated with non-zero exit code");
        assertThat(last.whyNotBegun()).isEmpty();
        exit("Failure", "InternalError", "\"env\": executable file not found in $PATH");
        assertThat(last.whyNotBegun()).contains("\"env\": executable file not found in $PATH");
    }
}
