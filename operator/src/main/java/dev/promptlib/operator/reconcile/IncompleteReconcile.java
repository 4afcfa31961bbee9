package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.ApplyReport;
import java.util.List;
import java.util.stream.Collectors;

/** Some objects could not be applied; the framework tries again. */
final class IncompleteReconcile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompleteReconcile(List<ApplyReport.Failure> failures) {
        super(failures.stream().map(f -> f.object() + ": " + f.message()).collect(Collectors.joining("; ")));
    }
}
