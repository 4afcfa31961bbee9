package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a backup holds, in the place of what is there. */
@Command(
        name = "restore",
        description = "Restores a backup beside what is there, compares it, makes a backup of what is there, and only"
                + " then switches. Goes back by itself when the components do not get ready. Asks for the name first.",
        footer = {"", "Exit codes: 0 restored, 1 not restored, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class RestoreCommand extends TargetCommand {
    @ArgGroup
    Which which = new Which();

    static final class Which {
        @Option(
                names = "--snapshot",
                paramLabel = "ID",
                description = "As promptlib backups shows it. Default: the newest.")
        String snapshot;

        @Option(
                names = "--before",
                paramLabel = "TIME",
                description = "The newest of then or earlier: 2026-01-31T08:00:00Z.")
        String before;

        @Option(names = "--undo", paramLabel = "RESTORE", description = "Put back what an earlier restore replaced.")
        String undo;
    }

    @Option(
            names = "--from",
            paramLabel = "[NAMESPACE/]NAME",
            description = "Whose backup it is, if another resource's. Its repository has to be that of this one.")
    String from;

    @Option(names = "--yes", description = "Do not ask for the name.")
    boolean yes;

    @Option(
            names = "--timeout",
            defaultValue = "6h",
            converter = DurationText.class,
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    @Override
    int run(Target target, Terminal terminal) {
        if (!yes && !agreed(target, terminal)) {
            terminal.text("Nothing was restored.");
            return 1;
        }
        var request = Request.make(target, terminal, "restore", wanted(target));
        PromptLibraryRestoreStatus end =
                request.toTheEnd(timeout, PromptLibraryRestoreStatus::ended, status -> step(status) + status.message());
        if (end.phase() == Phase.Failed) {
            throw Failure.of(
                    "not restored: " + end.message(), "what was there is there; put that right, and run it again");
        }
        terminal.line("restore", terminal.good("done"));
        if (end.kept() != null) {
            terminal.note("What was there before is kept until " + end.kept().until() + ": promptlib restore "
                    + target.name() + " --undo " + request.name());
        }
        return 0;
    }

    private static String step(PromptLibraryRestoreStatus status) {
        return status.step() == null || status.ended() ? "" : status.step() + ": ";
    }

    /** The name of what is overwritten, so that nobody restores into the wrong one by habit. */
    private boolean agreed(Target target, Terminal terminal) {
        String name = target.namespace() + "/" + target.name();
        if (!terminal.interactive()) {
            throw Failure.badUsage(
                    "restore replaces the data of " + name + ", and there is no terminal to ask", "say --yes");
        }
        return terminal.answer("This replaces the data of " + name + " in the cluster "
                        + target.context().name() + ". Its name, to go on: ")
                .equals(target.name());
    }

    private PromptLibraryRestore wanted(Target target) {
        PromptLibraryRestore wanted = new PromptLibraryRestore();
        wanted.setSpec(new PromptLibraryRestoreSpec(
                target.name(), which.snapshot, which.before, which.undo, null, origin(), null, null, null, null));
        return wanted;
    }

    private PromptLibraryRestoreSpec.Origin origin() {
        if (from == null) {
            return null;
        }
        int slash = from.indexOf('/');
        return new PromptLibraryRestoreSpec.Origin(
                slash < 0 ? null : from.substring(0, slash), from.substring(slash + 1));
    }
}
