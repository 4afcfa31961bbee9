package dev.promptlib.operator.cluster;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips every class called *IT or *E2E for which there is no cluster. A class that is aborted in its preparation would not be counted
 * at all, neither as run nor as skipped.
 */
public final class ClusterCondition implements ExecutionCondition {
    private static final String TIER = "promptlib.test.tier";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Class<?> type = context.getTestClass().orElse(Object.class);
        return Arrays.stream(Tier.values())
                .filter(tier -> type.getSimpleName().endsWith(tier.name()))
                .findFirst()
                .map(tier -> evaluate(type, tier))
                .orElse(ConditionEvaluationResult.enabled("needs no cluster"));
    }

    private static ConditionEvaluationResult evaluate(Class<?> type, Tier tier) {
        // With -Dit.test=NAME Maven shows each class to both of its executions.
        if (!System.getProperty(TIER, tier.name()).equals(tier.name())) {
            return ConditionEvaluationResult.disabled("belongs to the other execution, " + tier);
        }
        try {
            if (type.isAnnotationPresent(OnK3s.class)) {
                TestCluster.k3s();
            } else if (type.isAnnotationPresent(OnDocker.class)) {
                DockerEngine.get();
            } else {
                TestCluster.of(tier);
            }
            return ConditionEvaluationResult.enabled("there is what it needs");
        } catch (TestAbortedException e) {
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
    }
}
