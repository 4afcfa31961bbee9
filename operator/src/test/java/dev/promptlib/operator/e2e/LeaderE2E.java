package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two operators, of which one works. */
@ResourceLock(InstalledOperator.LOCK)
class LeaderE2E extends OnCluster {
    @Test
    void handsOverWhenTheLeaderIsDeleted() {
        operator.scale(2);
        try {
            TestNamespace namespace = namespace("leader");
            String leader = operator.leader();
            assertThat(operator.pods())
                    .anyMatch(pod -> pod.getMetadata().getName().equals(leader));
            operator.deletePod(leader);
            Stack stack = Stack.create(client, namespace, yaml("cache"));

            await("another leader")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !operator.leader().equals(leader)
                            && !operator.leader().isEmpty());
            stack.awaitReady();
            assertThat(operator.pods())
                    .anyMatch(pod -> pod.getMetadata().getName().equals(operator.leader()));
        } finally {
            operator.scale(1);
        }
    }
}
