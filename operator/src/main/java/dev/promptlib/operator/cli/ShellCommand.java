package dev.promptlib.operator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A shell, or another command, in a pod of a component. */
@Command(
        name = "shell",
        description = "Opens a shell in a pod of a component, or runs a command there: shell -- ls /tmp",
        footer = {"", "Exit codes: that of the shell or the command; 1 no pod runs, 2 bad usage, 3 no cluster."},
        customSynopsis = "@|bold promptlib shell|@ [NAME] [-c PART] [OPTIONS] [-- COMMAND...]",
        sortOptions = false)
final class ShellCommand implements Callable<Integer> {
    private static final String BEST_SHELL = "if command -v bash >/dev/null; then exec bash; else exec sh; fi";

    @Mixin
    PassedOptions passed;

    @Option(
            names = {"-c", "--component"},
            paramLabel = "PART",
            description = "A component, or database, cache or pooler. Default: the first component.")
    String part;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<String> program =
                passed.passed(spec).isEmpty() ? List.of("env", term(), "sh", "-c", BEST_SHELL) : List.of("env", term());
        return passed.run(
                spec,
                target -> new PassedOptions.Choice(
                        part == null
                                ? target.library().getSpec().components().get(0).name()
                                : part,
                        program));
    }

    /** A pod knows nothing of our terminal. */
    private static String term() {
        String term = System.getenv("TERM");
        return "TERM=" + (term == null || term.isBlank() ? "dumb" : term);
    }
}
