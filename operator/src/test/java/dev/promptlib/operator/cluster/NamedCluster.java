package dev.promptlib.operator.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** The cluster that the caller names. What is named is used or the tests fail: another one is not what was asked for. */
final class NamedCluster implements ClusterSource {
    static final String VARIABLE = "PROMPTLIB_TEST_KUBECONFIG";

    static boolean isNamed() {
        return System.getenv(VARIABLE) != null && !System.getenv(VARIABLE).isBlank();
    }

    @Override
    public RunningCluster start(Tier tier) throws ClusterUnavailable {
        if (!isNamed()) {
            throw new ClusterUnavailable(VARIABLE + " names no kubeconfig");
        }
        String file = System.getenv(VARIABLE);
        if (!Files.isReadable(Path.of(file))) {
            throw new ClusterUnavailable(VARIABLE + " names " + file + ", which cannot be read");
        }
        return new RunningCluster("the one that " + VARIABLE + " names", Path.of(file), new LoadCommand());
    }
}
