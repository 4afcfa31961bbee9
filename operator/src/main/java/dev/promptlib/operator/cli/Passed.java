package dev.promptlib.operator.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The words of a command line such as `shell NAME -- ls /tmp`: a name, and what is passed on. */
record Passed(Optional<String> name, List<String> command) {
    private static final String FROM_HERE = "--";

    static Passed of(CommandSpec spec, List<String> words) {
        List<String> all = spec.root().commandLine().getParseResult().originalArgs();
        int at = all.indexOf(FROM_HERE);
        List<String> command = at < 0 ? List.of() : all.subList(at + 1, all.size());
        List<String> before = words == null ? List.of() : words.subList(0, words.size() - command.size());
        if (before.size() > 1) {
            throw Failure.badUsage(
                    "one name at most, and not " + String.join(" ", before),
                    "put -- before what is to be passed on: " + spec.name() + " " + FROM_HERE + " "
                            + String.join(" ", before));
        }
        return new Passed(before.stream().findFirst(), command);
    }
}
