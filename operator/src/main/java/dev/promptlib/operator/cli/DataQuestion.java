package dev.promptlib.operator.cli;

import java.util.Optional;

/** Whether the data goes too: what the options say, or the person. */
record DataQuestion(boolean yes, boolean keep, boolean delete, Terminal terminal) {
    /** True to delete the data, false to keep it, nothing to remove nothing at all. */
    Optional<Boolean> answer(String plan, boolean hasData) {
        boolean decided = yes || keep || delete;
        if (!decided && !terminal.interactive()) {
            throw Failure.badUsage(
                    "down does not decide about data by itself, and there is no terminal to ask",
                    "say --keep-data or --delete-data");
        }
        terminal.text(plan);
        if (hasData && decided) {
            terminal.text(delete ? terminal.bad("The data is deleted, for ever.") : "The data is kept.");
        }
        if (yes || !terminal.interactive()) {
            return Optional.of(delete);
        }
        boolean deleteData = delete;
        if (hasData && !keep) {
            deleteData = terminal.yes("Delete the data, for ever?");
            if (delete && !deleteData) {
                return Optional.empty();
            }
        }
        return decided || terminal.yes("Remove the rest, and " + (deleteData ? "delete" : "keep") + " the data?")
                ? Optional.of(deleteData)
                : Optional.empty();
    }
}
