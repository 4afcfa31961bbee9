package dev.promptlib.operator.e2e;

import dev.promptlib.operator.cluster.OnK3s;
import dev.promptlib.operator.cluster.TestCluster;

/** The first story on k3s in a container, where Docker has its image or can pull it. */
@OnK3s
class K3sContainerE2E extends FirstStackStory {
    @Override
    TestCluster cluster() {
        return TestCluster.k3s();
    }
}
