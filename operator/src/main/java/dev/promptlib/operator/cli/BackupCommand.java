package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibraryBackup;
import dev.promptlib.operator.api.PromptLibraryBackupSpec;
import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryBackupStatus.Phase;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A backup now. */
@Command(
        name = "backup",
        description = "Makes a backup now, and with --verify proves it by restoring and comparing it.",
        footer = {"", "Exit codes: 0 it is made, 1 it failed, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class BackupCommand extends TargetCommand {
    @Option(names = "--verify", description = "Prove it at once. Default: as spec.backup.verify.onRequest says.")
    Boolean verify;

    @Option(
            names = "--timeout",
            defaultValue = "3h",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Override
    int run(Target target, Terminal terminal) {
        PromptLibraryBackup wanted = new PromptLibraryBackup();
        wanted.setSpec(new PromptLibraryBackupSpec(target.name(), verify, PromptLibraryBackupSpec.Purpose.Request));
        PromptLibraryBackupStatus end = Request.make(target, terminal, "backup", wanted)
                .toTheEnd(
                        timeout, PromptLibraryBackupStatus::ended, status -> status.phase() + ": " + status.message());
        if (end.phase() == Phase.Failed) {
            throw Failure.of("no backup: " + end.message(), "put that right, and run it again");
        }
        Optional.ofNullable(end.snapshot())
                .ifPresent(id -> terminal.line(
                        "backup", terminal.good(id) + "; promptlib restore --snapshot " + id + " brings it back"));
        return 0;
    }
}
