package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two operators, of which one works. */
class LeaderE2E extends OnCluster {
    @Test
    void handsOverWhenTheLeaderIsDeleted() {
        operator.scale(2);
        try {
            TestNamespace namespace = namespace("leader");
            String leader = operator.leader();
            assertThat(operator.pods())
                    .anyMatch(pod -> pod.getMetadata().getName().equals(leader));
            String waiting = operator.pods().stream()
                    .map(pod -> pod.getMetadata().getName())
                    .filter(name -> !name.equals(leader))
                    .findFirst()
                    .orElseThrow();

            operator.deletePod(leader);
            Stack stack = Stack.create(client, namespace, yaml("cache"));

            await("another leader")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !operator.leader().equals(leader)
                            && !operator.leader().isEmpty());
            stack.awaitReady();
            assertThat(operator.leader()).isEqualTo(waiting);
        } finally {
            operator.scale(1);
        }
    }
}
