package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final KubernetesClientException SILENT =
            new KubernetesClientException("no answer", new IOException("connection reset"));

    @Test
    void waitsWhileTheClusterDoesNotAnswer() {
        Deque<KubernetesClientException> faults =
                new ArrayDeque<>(List.of(SILENT, new KubernetesClientException("busy", 429, null)));

        assertThat(Waiting.until(LIMIT, LIMIT, () -> {
                    if (!faults.isEmpty()) {
                        throw faults.pop();
                    }
                    return true;
                }))
                .isTrue();
        assertThat(faults).isEmpty();
    }

    @Test
    void endsWhereTheClusterIsSilentForLong() {
        assertThatThrownBy(() -> Waiting.until(LIMIT, Duration.ZERO, () -> {
                    throw SILENT;
                }))
                .isSameAs(SILENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409})
    void endsAtOnceWhereTheClusterRefuses(int code) {
        assertThatThrownBy(() -> Waiting.until(LIMIT, LIMIT, () -> {
                    throw new KubernetesClientException("no", code, null);
                }))
                .hasMessage("no");
    }

    @Test
    void saysWhenTheLimitIsReached() {
        assertThat(Waiting.until(Duration.ZERO, LIMIT, () -> false)).isFalse();
    }
}
