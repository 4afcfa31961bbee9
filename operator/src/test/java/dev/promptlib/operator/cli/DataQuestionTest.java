package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataQuestionTest {
    private final StringWriter said = new StringWriter();
    private final Terminal script = new Terminal(new PrintWriter(said), false, false, () -> 0);

    @Test
    void refusesToDecideWithoutATerminal() {
        assertThatThrownBy(() -> new DataQuestion(false, false, false, script).answer("plan", true))
                .isInstanceOfSatisfying(Failure.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(Failure.BAD_USAGE);
                    assertThat(e.next()).isEqualTo("say --keep-data or --delete-data");
                });
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void keepsTheDataWhereOnlyYesIsSaid() {
        assertThat(new DataQuestion(true, false, false, script).answer("plan", true))
                .isEqualTo(Optional.of(false));
        assertThat(said.toString()).isEqualTo("plan\nThe data is kept.\n");
    }

    @Test
    void deletesTheDataWhenTold() {
        assertThat(new DataQuestion(false, false, true, script).answer("plan", true))
                .isEqualTo(Optional.of(true));
        assertThat(said.toString()).isEqualTo("plan\nThe data is deleted, for ever.\n");
    }
}
