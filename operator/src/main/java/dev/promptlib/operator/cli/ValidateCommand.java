package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.validate.Finding;
import dev.promptlib.operator.cli.validate.Validator;
import dev.promptlib.operator.cli.yaml.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files without a cluster. */
@Command(
        name = "validate",
        description = "Says what the API server and the operator would say of files, with line and column. Needs no"
                + " cluster.",
        footer = {"", "Exit codes: 0 all is well, 1 something is wrong, 2 bad usage."},
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON; - is standard input.")
    List<Path> files;

    @Mixin
    OutputOption output;

    @Mixin
    HelpOption help;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.ofThisProcess(spec.commandLine().getOut());
        List<Finding> findings = files.stream()
                .flatMap(file -> Validator.validate(SourceFile.read(file)).stream())
                .toList();
        terminal.text(output.print(findings, () -> table(findings, terminal)));
        return findings.stream().anyMatch(Finding::isError) ? Failure.FAILED : 0;
    }

    private String table(List<Finding> findings, Terminal terminal) {
        String lines = findings.stream().map(finding -> finding + "\n").collect(Collectors.joining());
        long errors = findings.stream().filter(Finding::isError).count();
        String files = this.files.stream().map(Path::toString).collect(Collectors.joining(", "));
        return lines
                + (errors == 0
                        ? terminal.good(files + ": nothing is wrong")
                        : terminal.bad(
                                files + ": " + errors + (errors == 1 ? " thing is wrong" : " things are wrong")));
    }
}
