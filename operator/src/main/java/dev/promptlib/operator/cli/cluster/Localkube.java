package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Program;
import dev.promptlib.operator.cli.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The cluster that the checkout builds from packages. */
public record Localkube(Path command, Terminal terminal) {
    private record Step(String message, List<String> arguments) {
        static Step of(String message, String... arguments) {
            return new Step(message, List.of(arguments));
        }
    }

    private static final List<Step> STEPS = List.of(
            Step.of("localkube: its packages", "install"),
            Step.of("localkube: Kubernetes, from Go modules (10 min the first time)", "build"),
            Step.of("localkube: images, from Debian packages (4 min the first time)", "images"),
            Step.of("localkube: the ingress controller, from Go modules (9 min the first time)", "build", "--ingress"),
            Step.of("localkube: starting (15 s)", "up"));
    private static final Step INGRESS = Step.of("localkube: starting the ingress controller", "ingress");
    private static final long SOON_MILLIS = 1_500;

    KubeContext up(Started started) {
        String status = call("status").within(Duration.ofSeconds(30)).run().output();
        boolean full = status.startsWith("up: full");
        if (status.startsWith("up: api-only")) {
            throw Failure.noCluster(
                    "a localkube without a node is up, which somebody's tests may be using",
                    "when it is free: `" + command + " down`, then up again");
        }
        if (!full) {
            terminal.line("cluster", "localkube: 20 s; about 25 minutes the first time, as it is built from packages");
            for (Step step : STEPS) {
                if (step.arguments().contains("up")) {
                    started.remember(Wish.Kind.localkube);
                }
                carryOut(step);
            }
        }
        carryOut(INGRESS);
        terminal.line("cluster", "localkube runs");
        return context();
    }

    /** The running cluster, for `down`. */
    Optional<KubeContext> running() {
        boolean up =
                call("status").within(Duration.ofSeconds(30)).run().output().startsWith("up: full");
        return up ? Optional.of(context()) : Optional.empty();
    }

    void down() {
        call("down").must("look at what it says, and run down again");
    }

    private KubeContext context() {
        Path file = Path.of(call("kubeconfig").must("see " + command).strip());
        return Kubeconfig.read(Optional.of(file))
                .currentContext()
                .orElseThrow(() -> Failure.of(file + " has no current context", "run `" + command + " down`, then up"));
    }

    /** Says so only of a step that takes a while: most are done already. */
    private void carryOut(Step step) {
        var later = CompletableFuture.delayedExecutor(SOON_MILLIS, TimeUnit.MILLISECONDS);
        var saying = CompletableFuture.runAsync(() -> terminal.line("cluster", step.message()), later);
        Program.Result result = call(step.arguments().toArray(String[]::new)).run(this::said);
        saying.cancel(false);
        if (!result.ok()) {
            String words = String.join(" ", step.arguments());
            throw Failure.of(
                    "`localkube " + words + "` failed: " + result.lastLine(),
                    "what is done is kept: up goes on from here. By hand: " + command + " " + words);
        }
    }

    private void said(String line) {
        if (line.startsWith("localkube: ")) {
            terminal.line("cluster", line);
        }
    }

    private Program call(String... arguments) {
        return Program.of(Stream.concat(Stream.of(command.toString()), Arrays.stream(arguments))
                .toList());
    }
}
