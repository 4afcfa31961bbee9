package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.OperatorIdentity;
import dev.promptlib.operator.cluster.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Many resources at once: the operator and the bare client in turns, each in a namespace of its own. */
record Burst(Plan plan, TestCluster cluster, Report report) {
    private static final int CREATORS = 8;

    /** The time to the last child, and the CPU time of whoever made it. */
    private record Cost(double seconds, double cpuSeconds) {}

    void measure() throws InterruptedException {
        Map<Integer, List<Cost>> bare = new TreeMap<>();
        List<Cost> operated = new ArrayList<>();
        Space space = new Space(cluster.client(), "bench-operated");
        space.renew();
        var kubeconfig = OperatorIdentity.in(cluster).kubeconfig();
        try (var operator = MeasuredOperator.start(plan, kubeconfig, space.name(), AotCache.use(plan))) {
            report.add("memory when idle, VmRSS", operator.residentMiB(), "MiB", 200);
            for (int round = 0; round < plan.rounds(); round++) {
                for (int threads : plan.bareThreads()) {
                    bare.computeIfAbsent(threads, t -> new ArrayList<>()).add(bare(threads));
                }
                space.renew();
                double cpu = operator.cpuSeconds();
                double seconds = operated(space);
                operated.add(new Cost(seconds, operator.cpuSeconds() - cpu));
                System.err.println("[bench] operator " + operated + ", bare " + bare);
                if (round == plan.rounds() - 1) {
                    // What is measured is what it holds, not what it is about to let go.
                    Thread.sleep(Duration.ofSeconds(20).toMillis());
                    report.add("memory at " + plan.stacks() + " resources, VmRSS", operator.residentMiB(), "MiB", 256);
                    report.add("memory at its highest, VmHWM", operator.highestMiB(), "MiB");
                }
            }
            space.clear();
        }
        compare(operated, bare);
    }

    private double operated(Space space) {
        try (var arrivals = new Arrivals(cluster.client(), space.name())) {
            long start = System.nanoTime();
            create(cluster.client(), space.name(), 0, plan.stacks());
            double seconds = last(arrivals, space.name(), start);
            space.check(plan.stacks());
            return seconds;
        }
    }

    private Cost bare(int threads) {
        Space space = new Space(cluster.client(), "bench-bare");
        space.renew();
        BareClient client = new BareClient(cluster.client());
        try (var arrivals = new Arrivals(cluster.client(), space.name())) {
            double cpu = cpuSeconds();
            long start = System.nanoTime();
            inParallel(threads, 0, plan.stacks(), i -> client.make(Stack.of(space.name(), i)));
            Cost cost = new Cost(last(arrivals, space.name(), start), cpuSeconds() - cpu);
            space.check(plan.stacks());
            return cost;
        } finally {
            space.clear();
        }
    }

    private double last(Arrivals arrivals, String namespace, long start) {
        return IntStream.range(0, plan.stacks())
                                .mapToLong(i -> arrivals.of(Stack.of(namespace, i)))
                                .max()
                                .orElseThrow()
                        / 1e9
                - start / 1e9;
    }

    private void compare(List<Cost> operated, Map<Integer, List<Cost>> bare) {
        bare.forEach((threads, costs) ->
                report.add("bare client alone, " + threads + " threads, median", seconds(costs), "s"));
        List<Cost> best = bare.values().stream()
                .min((a, b) -> Double.compare(seconds(a), seconds(b)))
                .orElseThrow();
        report.add(plan.stacks() + " at once, to the last child, median", seconds(operated), seconds(best), "s", 1.4);
        report.add("its CPU time, median", cpu(operated), cpu(best), "s", Double.MAX_VALUE);
    }

    private static double seconds(List<Cost> costs) {
        return Figures.of(costs.stream().map(Cost::seconds).toList()).median();
    }

    private static double cpu(List<Cost> costs) {
        return Figures.of(costs.stream().map(Cost::cpuSeconds).toList()).median();
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    /** Only the resources: their children are the operator's work. */
    static void create(KubernetesClient client, String namespace, int from, int to) {
        inParallel(
                CREATORS, from, to, i -> client.resource(Stack.of(namespace, i).resource())
                        .create());
    }

    private static void inParallel(int threads, int from, int to, Consumer<Integer> work) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(from, to).forEach(i -> all.add(pool.submit(() -> work.accept(i))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }
}
