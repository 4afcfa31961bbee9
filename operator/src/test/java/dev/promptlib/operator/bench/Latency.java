package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.OperatorIdentity;
import dev.promptlib.operator.cluster.TestCluster;
import java.util.ArrayList;
import java.util.List;

/** From the creation of one resource to its last child, beside the bare client, in turns. */
record Latency(Plan plan, TestCluster cluster, Report report) {
    private static final int WARM_UP = 20;
    /** So that what follows one measurement is not in the next. */
    private static final long PAUSE = 150;

    void measure() throws InterruptedException {
        Space operatedSpace = new Space(cluster.client(), "bench-operated");
        Space bareSpace = new Space(cluster.client(), "bench-bare");
        operatedSpace.renew();
        bareSpace.renew();
        BareClient bare = new BareClient(cluster.client());
        List<Double> operatedTimes = new ArrayList<>();
        List<Double> bareTimes = new ArrayList<>();
        var kubeconfig = OperatorIdentity.in(cluster).kubeconfig();
        try (var operator = MeasuredOperator.start(plan, kubeconfig, operatedSpace.name(), AotCache.use(plan));
                var operatedArrivals = new Arrivals(cluster.client(), operatedSpace.name());
                var bareArrivals = new Arrivals(cluster.client(), bareSpace.name())) {
            for (int i = 0; i < WARM_UP + plan.latencies(); i++) {
                Stack left = Stack.of(operatedSpace.name(), i);
                double leftTime = time(left, operatedArrivals, () -> cluster.client()
                        .resource(left.resource())
                        .create());
                Stack right = Stack.of(bareSpace.name(), i);
                double rightTime = time(right, bareArrivals, () -> bare.make(right));
                if (i >= WARM_UP) {
                    operatedTimes.add(leftTime);
                    bareTimes.add(rightTime);
                }
            }
            report.add("CPU time of a resource", operator.cpuSeconds() * 1000 / (WARM_UP + plan.latencies()), "ms");
            operatedSpace.clear();
            bareSpace.clear();
        }
        Figures operated = Figures.of(operatedTimes);
        Figures bound = Figures.of(bareTimes);
        report.add("create to the last child, median", operated.median(), bound.median(), "ms", 1.5);
        report.add("create to the last child, p99", operated.percentile(99), bound.percentile(99), "ms", 1.5);
    }

    private static double time(Stack stack, Arrivals arrivals, Runnable make) throws InterruptedException {
        long start = System.nanoTime();
        make.run();
        double milliseconds = (arrivals.of(stack) - start) / 1e6;
        Thread.sleep(PAUSE);
        return milliseconds;
    }
}
