package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Folders;
import dev.promptlib.operator.cli.Program;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Asks Docker and localkube. */
public record ThisMachine(Folders folders) implements Machine {
    @Override
    public Optional<String> lacksForK3s() {
        Program.Result answer = Program.of("docker", "version", "--format", "{{.Server.Version}}")
                .within(Duration.ofSeconds(10))
                .run();
        return answer.ok()
                ? Optional.empty()
                : Optional.of(
                        answer.exitCode() == 127
                                ? "install Docker, https://docs.docker.com/engine/install"
                                : "no Docker engine answers; start it, or ask for access to it");
    }

    @Override
    public Optional<String> lacksForLocalkube() {
        if (!Files.isExecutable(folders.localkube())) {
            return Optional.of("it is not in this checkout");
        }
        Program.Result answer = Program.of(folders.localkube().toString(), "can-run")
                .within(Duration.ofSeconds(30))
                .run();
        return answer.ok()
                ? Optional.empty()
                : Optional.of(answer.lastLine().replaceFirst("^localkube: cannot run: ", ""));
    }
}
