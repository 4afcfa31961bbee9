package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.Repository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is measured and how often, from the system properties bench.*. */
record Plan(
        Set<String> parts,
        int stacks,
        int latencies,
        int rounds,
        List<Integer> bareThreads,
        boolean aot,
        Path java,
        Path jar,
        List<String> flags) {
    static final String REQUESTS = "requests";
    static final String START = "start";
    static final String LATENCY = "latency";
    static final String BURST = "burst";

    static Plan read() {
        return new Plan(
                Set.of(text("bench.parts", String.join(",", REQUESTS, START, LATENCY, BURST))
                        .split(",")),
                Integer.parseInt(text("bench.stacks", "300")),
                Integer.parseInt(text("bench.latencies", "100")),
                Integer.parseInt(text("bench.rounds", "3")),
                Arrays.stream(text("bench.threads", "4,8,16").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Boolean.parseBoolean(text("bench.aot", "true")),
                Path.of(text(
                        "bench.java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())),
                Path.of(text(
                        "bench.jar",
                        Repository.file("operator/target/quarkus-app/quarkus-run.jar")
                                .toString())),
                List.of(text(
                                "bench.flags",
                                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAM=512m -XX:MaxRAMPercentage=60"
                                        + " -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps"
                                        + " -XX:MaxNewSize=24m -XX:+UseCompactObjectHeaders")
                        .trim()
                        .split("\\s+")));
    }

    boolean has(String part) {
        return parts.contains(part);
    }

    /** Where the AOT cache of this run is. */
    Path cache() {
        return Repository.output("bench").resolve("operator.aot");
    }

    private static String text(String property, String otherwise) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? otherwise : value;
    }
}
