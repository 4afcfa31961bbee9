package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an application is well with the data that was restored. */
class RestoredLibraryTest {
    private static Condition condition(Condition.Type type, Condition.Status status, Reason reason) {
        return Condition.of(type, status, reason, "", 1, Instant.EPOCH);
    }

    @ParameterizedTest(name = "{0} as {1}, components {2}: {3}")
    @CsvSource({
        "True, Available, True, true",
        "Unknown, RolledBack, True, true",
        "Unknown, ReleaseFailed, True, true",
        "False, ReleaseFailed, False, false",
        "Unknown, RollingBack, True, false",
        "False, Restoring, True, false",
        "False, SetupFailed, True, false",
    })
    void isJudgedByItsComponentsWhereItsReleaseFailed(
            Condition.Status ready, Reason reason, Condition.Status components, boolean serves) {
        assertThat(RestoredLibrary.serves(List.of(
                        condition(Condition.Type.Ready, ready, reason),
                        condition(Condition.Type.ComponentsReady, components, Reason.Available))))
                .isEqualTo(serves);
    }
}
