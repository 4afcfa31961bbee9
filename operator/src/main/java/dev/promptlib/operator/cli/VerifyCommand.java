package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.exec.BackupRun;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the backups are good for anything. */
@Command(
        name = "verify",
        description = "Reads the whole repository, restores a backup into a database of its own, and compares every"
                + " table; the status tells of it, too.",
        footer = {"", "Exit codes: 0 it is as it was, 1 it is not, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class VerifyCommand extends TargetCommand {
    @Option(
            names = "--snapshot",
            paramLabel = "ID",
            defaultValue = "latest",
            description = "As promptlib backups shows it. Default: the newest.")
    String snapshot;

    @Option(
            names = "--timeout",
            defaultValue = "3h",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Override
    int run(Target target, Terminal terminal) {
        BackupRun run = BackupRun.verification(target, "verify", Map.of("WANTED", snapshot));
        terminal.line("verify", "runs as the Job " + run.job());
        String said = run.toTheEnd(timeout);
        terminal.line("verify", terminal.good("restored and compared") + ": " + said);
        return 0;
    }
}
