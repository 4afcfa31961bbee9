package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.OperatorIdentity;
import dev.promptlib.operator.cluster.TestCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process until it watches: with the AOT cache, without it, and an empty JVM as the bound, in turns. */
record Start(Plan plan, TestCluster cluster, Report report) {
    private static final int TIMES = 7;

    void measure() throws IOException, InterruptedException {
        Space space = new Space(cluster.client(), "bench-start");
        space.renew();
        var kubeconfig = OperatorIdentity.in(cluster).kubeconfig();
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            try (var operator = MeasuredOperator.start(plan, kubeconfig, space.name(), AotCache.use(plan))) {
                with.add(operator.startup().toMillis() / 1000.0);
                cpu.add(operator.cpuSeconds());
            }
            try (var operator = MeasuredOperator.start(plan, kubeconfig, space.name())) {
                without.add(operator.startup().toMillis() / 1000.0);
            }
            empty.add(emptyJvm());
        }
        space.clear();
        report.add("an empty JVM's start, median", Figures.of(empty).median(), "s");
        report.add(
                "start to watching, no AOT cache, median", Figures.of(without).median(), "s");
        report.add("start to watching, AOT cache, median", Figures.of(with).median(), "s", 1.5);
        report.add("CPU time of that, median", Figures.of(cpu).median(), "s");
        report.add("start to watching, AOT cache, worst", Figures.of(with).percentile(100), "s");
    }

    private double emptyJvm() throws IOException, InterruptedException {
        long start = System.nanoTime();
        new ProcessBuilder(plan.java().toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return (System.nanoTime() - start) / 1e9;
    }
}
