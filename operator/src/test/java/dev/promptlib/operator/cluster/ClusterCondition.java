package dev.promptlib.operator.cluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips every class called *IT or *E2E for which there is no cluster. A class that is aborted in its preparation would not be counted
 * at all, neither as run nor as skipped.
 */
public final class ClusterCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            String name = context.getTestClass().map(Class::getSimpleName).orElse("");
            if (context.getTestClass()
                    .filter(type -> type.isAnnotationPresent(OnK3s.class))
                    .isPresent()) {
                TestCluster.k3s();
            } else if (name.endsWith("IT")) {
                TestCluster.api();
            } else if (name.endsWith("E2E")) {
                TestCluster.full();
            }
            return ConditionEvaluationResult.enabled("");
        } catch (TestAbortedException e) {
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
    }
}
