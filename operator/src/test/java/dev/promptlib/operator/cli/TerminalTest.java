package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void knowsWhetherAnybodyReads() throws IOException {
        PipedInputStream reader = new PipedInputStream();
        // As the command line has it: a writer on System.out, which keeps faults to itself.
        PrintStream system = new PrintStream(new PipedOutputStream(reader), false, StandardCharsets.UTF_8);
        Terminal terminal =
                new Terminal(new PrintWriter(system, true, StandardCharsets.UTF_8), false, false, System::nanoTime);

        terminal.text("one");
        assertThat(terminal.isHeard()).isTrue();
        reader.close();
        terminal.text("two");
        assertThat(terminal.isHeard()).isFalse();
    }
}
