package dev.promptlib.operator.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How one operator process is to run: the name of its log, its kubeconfig and its environment. */
public record OperatorSettings(String name, Path kubeconfig, Map<String, String> environment) {

    /** One operator for all namespaces, without leader election. */
    public static OperatorSettings of(String name, Path kubeconfig, String namespace) {
        return new OperatorSettings(
                name,
                kubeconfig,
                Map.of(
                        "PROMPTLIB_NAMESPACE", namespace,
                        "PROMPTLIB_WATCH_NAMESPACES", "*",
                        "PROMPTLIB_LEADER_ELECTION", "false"));
    }

    public OperatorSettings watching(String... namespaces) {
        return with("PROMPTLIB_WATCH_NAMESPACES", String.join(",", namespaces));
    }

    public OperatorSettings withLeaderElection() {
        return with("PROMPTLIB_LEADER_ELECTION", "true");
    }

    public OperatorSettings with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new OperatorSettings(name, kubeconfig, changed);
    }
}
