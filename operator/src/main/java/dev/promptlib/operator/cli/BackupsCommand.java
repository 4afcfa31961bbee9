package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.exec.BackupRun;
import dev.promptlib.operator.cli.exec.RepositoryPassword;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the repository holds. */
@Command(
        name = "backups",
        description =
                "Lists the backups that are in the repository, the newest first. A pod of the cluster looks there.",
        footer = {"", "Exit codes: 0 shown, 1 it cannot be read, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class BackupsCommand extends TargetCommand {
    @Mixin
    OutputOption output;

    @Option(
            names = "--timeout",
            defaultValue = "5m",
            converter = DurationText.class,
            description = "How long to wait for the pod. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    /** One of them, as the pod prints it. */
    record Backup(String snapshot, String taken, String origin) {
        static Backup of(String line) {
            String[] words = line.split(" ");
            return new Backup(words[2], words[0], words[3]);
        }
    }

    @Option(
            names = "--password",
            description =
                    "Print the repository's password instead. Without it no backup can ever be read: keep it elsewhere"
                            + " too.")
    boolean password;

    @Override
    int run(Target target, Terminal terminal) {
        if (password) {
            terminal.text(new RepositoryPassword(target).text());
            return 0;
        }
        List<Backup> backups = BackupRun.listing(target)
                .log(timeout)
                .lines()
                .filter(line -> line.matches("\\d{4}-\\S+ \\S+ [0-9a-f]{8} \\S+"))
                .map(Backup::of)
                .sorted(Comparator.comparing(Backup::taken).reversed())
                .toList();
        terminal.text(output.print(backups, () -> table(backups)));
        return 0;
    }

    private static String table(List<Backup> backups) {
        return backups.isEmpty()
                ? "The repository holds no backup."
                : "SNAPSHOT  TAKEN                 FOR\n"
                        + backups.stream()
                                .map(b ->
                                        b.snapshot() + "  " + b.taken().replaceFirst("[.].*", "Z") + "  " + b.origin())
                                .collect(Collectors.joining("\n"));
    }
}
