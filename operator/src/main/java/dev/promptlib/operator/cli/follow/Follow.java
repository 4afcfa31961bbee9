package dev.promptlib.operator.cli.follow;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.Waiting;
import dev.promptlib.operator.cli.install.Library;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Follows a resource until it is ready, or cannot get ready, or the time is up. */
public record Follow(KubernetesClient client, Library library, Terminal terminal) {
    /** What the operator wrote earlier may be about to change: it gets a moment. */
    private static final long GRACE_SECONDS = 8;

    /** How it ended. */
    public enum End {
        READY,
        STALLED,
        TIMED_OUT
    }

    public End until(Duration limit) {
        Progress progress = new Progress();
        long start = terminal.seconds();
        AtomicReference<End> end = new AtomicReference<>(End.TIMED_OUT);
        Waiting.until(limit, () -> {
            Optional<End> now = look(progress, terminal.seconds() - start);
            now.ifPresent(end::set);
            return now.isPresent();
        });
        return end.get();
    }

    private Optional<End> look(Progress progress, long passed) {
        PromptLibrary resource = library.in(client);
        PromptLibraryStatus status = resource == null ? null : resource.getStatus();
        boolean current = status != null
                && status.observedGeneration() != null
                && status.observedGeneration() >= resource.getMetadata().getGeneration();
        if (!current) {
            return Optional.empty();
        }
        progress.next(status).forEach(line -> terminal.line(line.subject(), line.message()));
        if (is(status, Condition.Type.Ready)) {
            return Optional.of(End.READY);
        }
        return is(status, Condition.Type.Stalled) && passed >= GRACE_SECONDS
                ? Optional.of(End.STALLED)
                : Optional.empty();
    }

    private static boolean is(PromptLibraryStatus status, Condition.Type type) {
        Condition condition = Progress.find(status, type);
        return condition != null && condition.status() == Condition.Status.True;
    }
}
