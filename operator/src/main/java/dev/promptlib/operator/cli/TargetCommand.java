package dev.promptlib.operator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command about one PromptLibrary of a cluster. */
abstract class TargetCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = TargetOptions.NAME)
    String name;

    @Mixin
    TargetOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public final Integer call() throws IOException {
        try (Target target = options.open(name, spec)) {
            return run(target, Terminal.ofThisProcess(spec.commandLine().getOut()));
        }
    }

    /** Does it, and returns the exit code. */
    abstract int run(Target target, Terminal terminal) throws IOException;
}
