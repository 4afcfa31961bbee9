package dev.promptlib.operator.cli.validate;

import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.cli.yaml.YamlDocument;
import dev.promptlib.operator.input.Defaults;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.input.Validation;
import java.util.List;

/** What the operator would say of a resource that the API server has accepted. */
final class OperatorCheck {
    private OperatorCheck() {}

    static List<Finding> check(String file, YamlDocument document, Object spec, References references) {
        return Validation.problems(Defaults.of(SpecReader.spec(spec)), references).stream()
                .map(problem -> finding(file, document, problem))
                .toList();
    }

    private static Finding finding(String file, YamlDocument document, Problem problem) {
        return isElsewhere(problem)
                ? Finding.note(
                        file,
                        document.position(problem.path()),
                        problem.path(),
                        "not in this file, so it has to be in the namespace: "
                                + (problem.reason() == Reason.SecretMissing ? "a Secret" : "a ConfigMap"))
                : Finding.error(file, document.position(problem.path()), problem.path(), problem.message());
    }

    /** A whole object that is not in the file may well be in the cluster; of one in the file we know what it lacks. */
    private static boolean isElsewhere(Problem problem) {
        boolean missing = problem.reason() == Reason.SecretMissing || problem.reason() == Reason.ConfigMapMissing;
        return missing && problem.path().endsWith(".name");
    }
}
