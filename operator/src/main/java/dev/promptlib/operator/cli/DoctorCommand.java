package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.doctor.Advice;
import dev.promptlib.operator.cli.doctor.Doctor;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is wrong, and what to do. */
@Command(
        name = "doctor",
        description = "Looks for the troubles that people have most, and says what to do.",
        footer = {"", "Exit codes: 0 found nothing, 1 found something, 2 bad usage, 3 no cluster."},
        sortOptions = false)
final class DoctorCommand extends TargetCommand {
    @Mixin
    OutputOption output;

    @Override
    int run(Target target, Terminal terminal) {
        Doctor doctor = Doctor.of(target);
        List<Advice> advice = doctor.advice();
        terminal.text(output.print(advice, () -> table(target, doctor, advice, terminal)));
        return advice.isEmpty() ? 0 : Failure.FAILED;
    }

    private static String table(Target target, Doctor doctor, List<Advice> advice, Terminal terminal) {
        String resource = target.namespace() + "/" + target.name();
        if (!advice.isEmpty()) {
            return advice.stream()
                    .map(each -> terminal.bad(each.trouble()) + "  " + each.what() + "\n  -> " + each.next())
                    .collect(Collectors.joining("\n"));
        }
        return doctor.waitingFor()
                .map(message -> terminal.warn(resource + " is not ready, and nothing is known to be wrong: " + message))
                .orElseGet(() -> terminal.good(resource + ": " + doctor.checks() + " checks, nothing is wrong"));
    }
}
