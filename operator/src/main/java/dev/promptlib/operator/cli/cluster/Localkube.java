package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Program;
import dev.promptlib.operator.cli.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster that the checkout builds from packages. */
public record Localkube(Path command, Terminal terminal) {
    private record Step(String message, List<String> arguments) {
        static Step of(String message, String... arguments) {
            return new Step(message, List.of(arguments));
        }
    }

    private static final List<Step> PREPARE = List.of(
            Step.of("preparing localkube: about 25 minutes the first time, seconds later", "install"),
            Step.of("Kubernetes, from Go modules (10 min the first time)", "build"),
            Step.of("images, from Debian packages (4 min the first time)", "images"),
            Step.of("the ingress controller, from Go modules (9 min the first time)", "build", "--ingress"));
    private static final List<Step> START =
            List.of(Step.of("starting (15 s)", "up"), Step.of("starting the ingress controller", "ingress"));

    KubeContext up(Started started) {
        String status = call("status").within(Duration.ofSeconds(30)).run().output();
        boolean full = status.startsWith("up: full");
        if (status.startsWith("up: api-only")) {
            throw Failure.noCluster(
                    "a localkube without a node is up, which somebody's tests may be using",
                    "when it is free: `" + command + " down`, then up again");
        }
        if (full) {
            terminal.line("cluster", "localkube runs already");
            carryOut(START.subList(1, 2));
        } else {
            carryOut(PREPARE);
            started.remember(Wish.Kind.localkube);
            carryOut(START);
        }
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

    private void carryOut(List<Step> steps) {
        for (Step step : steps) {
            terminal.line("cluster", step.message());
            Program.Result result =
                    call(step.arguments().toArray(String[]::new)).run(this::said);
            if (!result.ok()) {
                throw Failure.of(
                        "`localkube " + String.join(" ", step.arguments()) + "` failed: " + result.lastLine(),
                        "what is done is kept: up goes on from here. By hand: " + command + " "
                                + String.join(" ", step.arguments()));
            }
        }
    }

    private void said(String line) {
        if (line.startsWith("localkube: ")) {
            terminal.line("", line);
        }
    }

    private Program call(String... arguments) {
        return Program.of(Stream.concat(Stream.of(command.toString()), Arrays.stream(arguments))
                .toList());
    }
}
