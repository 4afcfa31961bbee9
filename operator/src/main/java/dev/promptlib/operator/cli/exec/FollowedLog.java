package dev.promptlib.operator.cli.exec;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The log of one container as it grows. A stream that breaks is taken up again after the last line that was shown. */
final class FollowedLog {
    private final Function<Optional<Instant>, LogWatch> stream;
    private final Consumer<String> lines;
    private Thread reader;
    private Instant last;
    private boolean refused;

    /** @param stream with a time at the head of each line; from the beginning, or all since a time, which is in whole seconds */
    FollowedLog(Function<Optional<Instant>, LogWatch> stream, Consumer<String> lines) {
        this.stream = stream;
        this.lines = lines;
    }

    /** Reads on if nobody does. */
    synchronized void goOn() {
        if (refused || reader != null && reader.isAlive()) {
            return;
        }
        reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (var watch = stream.apply(Optional.ofNullable(last));
                var text = new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                hear(line);
            }
        } catch (IOException | KubernetesClientException e) {
            // The connection is gone: whoever follows tries again, and notices when the whole cluster is away.
            return;
        }
    }

    private void hear(String line) {
        int end = line.indexOf(' ');
        Optional<Instant> time = time(end < 0 ? line : line.substring(0, end));
        if (time.isEmpty()) {
            // Not the container's words but the cluster's, which has no more to give.
            refused = true;
            lines.accept("(" + line + ")");
        } else if (last == null || time.get().isAfter(last)) {
            last = time.get();
            lines.accept(end < 0 ? "" : line.substring(end + 1));
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
