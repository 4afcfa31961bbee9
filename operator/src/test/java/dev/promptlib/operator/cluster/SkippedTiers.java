package dev.promptlib.operator.cluster;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The tiers that could not run: said loudly at the end, since a skipped test is easily taken for a passed one. */
final class SkippedTiers {
    private static final Map<Tier, List<String>> REASONS = new EnumMap<>(Tier.class);
    private static final String LINE = "!".repeat(100);

    private SkippedTiers() {}

    static synchronized void add(Tier tier, List<String> reasons) {
        REASONS.put(tier, reasons);
    }

    static synchronized void print() {
        REASONS.forEach((tier, reasons) -> System.err.println(block(tier, reasons)));
        REASONS.clear();
    }

    static String block(Tier tier, List<String> reasons) {
        return """
                %s
                !! NOT TESTED: every %s test was skipped. They need %s, and none can be had here:
                !!   - %s
                !! To run them do one of these:
                !!   - name a cluster:   export %s=/path/of/a/kubeconfig
                !!   - start Docker:     k3s is then started by the tests
                !!   - use localkube:    Debian 12 on amd64, root and Go; localkube/README.md says what else
                %s"""
                .formatted(
                        LINE, tier.tests, tier.needs, String.join("\n!!   - ", reasons), NamedCluster.VARIABLE, LINE);
    }
}
