package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.bundle.Bundle;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What to send to who is to help. */
@Command(
        name = "support-bundle",
        description = "Collects the resource, its objects, events and logs in a tar.gz, without secrets.",
        footer = {"", "Exit codes: 0 written, 1 could not be written, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class SupportBundleCommand extends TargetCommand {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Where to write it. Default: promptlib-NAME-TIME.tar.gz, here.")
    Path file;

    @Override
    int run(Target target, Terminal terminal) throws IOException {
        Path to = file == null
                ? Path.of("promptlib-" + target.name() + "-" + MINUTE.format(Instant.now()) + ".tar.gz")
                : file;
        Terminal plain = new Terminal(spec.commandLine().getOut(), false, false, System::nanoTime);
        try {
            new Bundle(target, plain).write(to);
        } catch (FileAlreadyExistsException e) {
            throw Failure.of(e.getMessage() + " exists already", "name another file with --file");
        }
        plain.text(to.toString());
        return 0;
    }
}
