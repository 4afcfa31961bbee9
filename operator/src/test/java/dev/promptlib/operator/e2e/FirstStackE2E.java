package dev.promptlib.operator.e2e;

import dev.promptlib.operator.cluster.TestCluster;

/** The first story on the cluster of this run. */
class FirstStackE2E extends FirstStackStory {
    @Override
    TestCluster cluster() {
        return TestCluster.full();
    }
}
