package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.cli.Program;
import java.io.File;
import java.time.Duration;
import java.util.Optional;

/** The terminal as programs in a pod need it: each key goes there at once, and nothing is shown twice. */
final class RawTerminal implements AutoCloseable {
    private static final File TERMINAL = new File("/dev/tty");

    /** How many columns and rows it has. */
    record Size(int columns, int rows) {}

    private final String before;
    private final Thread restoring = new Thread(this::restore);

    private RawTerminal(String before) {
        this.before = before;
    }

    static RawTerminal open() {
        RawTerminal terminal = new RawTerminal(stty("-g").output().strip());
        Runtime.getRuntime().addShutdownHook(terminal.restoring);
        stty("raw", "-echo");
        return terminal;
    }

    Optional<Size> size() {
        String[] words = stty("size").output().strip().split(" ");
        return words.length == 2 && words[0].matches("[1-9][0-9]*") && words[1].matches("[1-9][0-9]*")
                ? Optional.of(new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0])))
                : Optional.empty();
    }

    private void restore() {
        stty(before);
    }

    @Override
    public void close() {
        restore();
        Runtime.getRuntime().removeShutdownHook(restoring);
    }

    private static Program.Result stty(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Program.of(command)
                .reading(TERMINAL.toPath())
                .within(Duration.ofSeconds(5))
                .run();
    }
}
