package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.exec.PodCommand;
import dev.promptlib.operator.cli.exec.Pods;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that run a program in a pod have in common. */
final class PassedOptions {
    /** Which program in which part, given a resource and what is passed on. */
    record Choice(String part, List<String> program) {}

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "The PromptLibrary (default: the only one in the namespace); after -- what is passed on.")
    List<String> words;

    @Option(
            names = {"-i", "--stdin"},
            description = "Pass standard input on, although there are words after --.")
    boolean stdin;

    @Mixin
    TargetOptions options;

    /** With a terminal where there is one, and with the program's exit code. */
    int run(CommandSpec spec, Function<Target, Choice> choosing) {
        Passed passed = Passed.of(spec, words);
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        try (Target target = options.open(passed.name().orElse(null), spec)) {
            Choice choice = choosing.apply(target);
            List<String> program = new ArrayList<>(choice.program());
            program.addAll(passed.command());
            PodCommand command = Pods.command(target, choice.part(), program);
            if (terminal.interactive()) {
                return command.interact();
            }
            return stdin || passed.command().isEmpty() ? command.runWithInput() : command.run();
        }
    }

    List<String> passed(CommandSpec spec) {
        return Passed.of(spec, words).command();
    }
}
