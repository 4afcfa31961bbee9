package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.TestCluster;

/** Measures the packaged operator on a real API server and prints a table; see docs/performance.md. */
public final class Bench {
    private Bench() {}

    public static void main(String... arguments) {
        try {
            run(Plan.read());
            // Clients leave threads behind; what was started is ended by the shutdown hooks.
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Plan plan) throws Exception {
        TestCluster cluster = TestCluster.api().withCrds();
        Report report = new Report();
        try {
            measure(plan, cluster, report);
        } finally {
            // What was measured is worth reading even if something later fails.
            report.print();
        }
    }

    private static void measure(Plan plan, TestCluster cluster, Report report) throws Exception {
        if (plan.aot()) {
            new AotCache(plan, cluster).train();
        }
        if (plan.has(Plan.START)) {
            new Start(plan, cluster, report).measure();
        }
        if (plan.has(Plan.REQUESTS)) {
            new Requests(plan, cluster, report).measure();
        }
        if (plan.has(Plan.LATENCY)) {
            new Latency(plan, cluster, report).measure();
        }
        if (plan.has(Plan.BURST)) {
            new Burst(plan, cluster, report).measure();
        }
    }
}
