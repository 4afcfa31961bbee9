package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.OperatorIdentity;
import dev.promptlib.operator.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;

/** The AOT cache of JDK 25: a training run against the API server, ended by SIGTERM, writes it. */
record AotCache(Plan plan, TestCluster cluster) {
    private static final int STACKS = 20;

    void train() throws IOException {
        Files.deleteIfExists(plan.cache());
        Space space = new Space(cluster.client(), "bench-training");
        space.renew();
        var kubeconfig = OperatorIdentity.in(cluster).kubeconfig();
        String output = "-XX:AOTCacheOutput=" + plan.cache();
        try (var operator = MeasuredOperator.start(plan, kubeconfig, space.name(), output);
                var arrivals = new Arrivals(cluster.client(), space.name())) {
            Burst.create(cluster.client(), space.name(), 0, STACKS);
            for (int i = 0; i < STACKS; i++) {
                arrivals.of(Stack.of(space.name(), i));
            }
            space.clear();
            operator.reconciles();
        }
    }

    /** The flag that uses the cache of this run, if there is to be one. */
    static String[] use(Plan plan) {
        return plan.aot() ? new String[] {"-XX:AOTCache=" + plan.cache()} : new String[0];
    }
}
