package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibraryBackup;
import dev.promptlib.operator.api.PromptLibraryBackupSpec;
import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryBackupStatus.Phase;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A backup now. */
@Command(
        name = "backup",
        description = "Makes a backup now, and with --verify proves it by restoring and comparing it.",
        footer = {"", "Exit codes: 0 it is made, 1 it failed, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class BackupCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Mixin
    TargetOptions options;

    @Option(names = "--verify", description = "Prove it at once. Default: as spec.backup.verify.onRequest says.")
    Boolean verify;

    @Option(
            names = "--timeout",
            defaultValue = "3h",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        try (Target target = options.open(name, spec)) {
            PromptLibraryBackup asked = new PromptLibraryBackup();
            asked.setMetadata(new ObjectMetaBuilder()
                    .withGenerateName(target.name() + "-")
                    .withNamespace(target.namespace())
                    .build());
            asked.setSpec(new PromptLibraryBackupSpec(target.name(), verify, PromptLibraryBackupSpec.Purpose.Request));
            PromptLibraryBackup made = target.client().resource(asked).create();
            terminal.line("backup", "asked for as " + made.getMetadata().getName());
            PromptLibraryBackupStatus end = new Following<>(
                            () -> target.client().resource(made).get().getStatus(),
                            status -> status != null && status.ended(),
                            status -> status == null ? "" : status.phase() + ": " + status.message())
                    .toTheEnd(
                            timeout,
                            words -> terminal.line("backup", words),
                            "kubectl describe plbackup " + made.getMetadata().getName() + " shows how it goes on");
            if (end.phase() == Phase.Failed) {
                throw Failure.of("no backup: " + end.message(), "put that right, and run it again");
            }
            Optional.ofNullable(end.snapshot())
                    .ifPresent(id -> terminal.line(
                            "backup", terminal.good(id) + "; promptlib restore --snapshot " + id + " brings it back"));
        }
        return 0;
    }
}
