package dev.promptlib.operator.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Another program to run, within a time. Standard output and error are read as one. */
public record Program(List<String> command, Duration limit, Optional<Path> input) {
    private static final int KEPT_LINES = 200;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    public static Program of(String... command) {
        return new Program(List.of(command), Duration.ofMinutes(60), Optional.empty());
    }

    public static Program of(List<String> command) {
        return new Program(List.copyOf(command), Duration.ofMinutes(60), Optional.empty());
    }

    public Program within(Duration time) {
        return new Program(command, time, input);
    }

    public Program reading(Path file) {
        return new Program(command, limit, Optional.of(file));
    }

    /** How it ended; 127 when it is not installed, 124 when it took too long. */
    public record Result(int exitCode, String output) {
        public boolean ok() {
            return exitCode == 0;
        }

        public String lastLine() {
            return output.strip().lines().reduce((a, b) -> b).orElse("it said nothing");
        }
    }

    public Result run() {
        return run(line -> {});
    }

    public Result run(Consumer<String> lines) {
        Process process;
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectInput(input.map(Path::toFile).orElse(new File("/dev/null")));
            process = builder.start();
        } catch (IOException e) {
            return new Result(127, command.get(0) + " is not installed");
        }
        Deque<String> kept = new ArrayDeque<>();
        Thread reader = new Thread(() -> read(process, kept, lines));
        reader.setDaemon(true);
        reader.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                return new Result(124, "no end after " + limit.toSeconds() + " s");
            }
            reader.join(5_000);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
        awaitOwnEnd(process.exitValue());
        synchronized (kept) {
            return new Result(process.exitValue(), String.join("\n", kept));
        }
    }

    /** Ctrl-C ends the program and us alike: that it ended is then no failure to tell. */
    private static void awaitOwnEnd(int exitCode) {
        if (exitCode == INTERRUPTED || exitCode == TERMINATED) {
            Waiting.pause();
            Waiting.pause();
        }
    }

    /** Runs it, or fails with its last line. */
    public String must(String next) {
        Result result = run();
        if (!result.ok()) {
            throw Failure.of("`" + String.join(" ", command) + "` failed: " + result.lastLine(), next);
        }
        return result.output();
    }

    private static void read(Process process, Deque<String> kept, Consumer<String> lines) {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (kept) {
                    kept.addLast(line);
                    if (kept.size() > KEPT_LINES) {
                        kept.removeFirst();
                    }
                }
                lines.accept(line);
            }
        } catch (IOException e) {
            // The program is gone; what it said until then is kept.
            return;
        }
    }
}
