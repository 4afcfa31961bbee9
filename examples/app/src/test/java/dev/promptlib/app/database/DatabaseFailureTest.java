package dev.promptlib.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "28P01", "53300", "57P01", "57P03", "42P01"})
    void knowsWhatPassesByItself(String state) {
        assertThat(DatabaseFailure.of(new SQLException("x", state)).temporary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "22021"})
    void knowsWhatIsABug(String state) {
        assertThat(DatabaseFailure.of(new SQLException("x", state)).temporary()).isFalse();
    }

    @Test
    void tellsTheCauseAndNotThatThePoolWaited() {
        SQLException refused = new SQLException("connection refused", "08001");
        SQLException pool = new SQLTransientConnectionException("not available within 900 ms", null, 0, refused);

        assertThat(DatabaseFailure.of(pool)).isEqualTo(new DatabaseFailure(true, "connection refused"));
    }
}
