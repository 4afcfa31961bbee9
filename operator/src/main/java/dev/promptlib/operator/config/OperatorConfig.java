package dev.promptlib.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The operator's settings: the only place that reads the environment (PROMPTLIB_...). */
@ConfigMapping(prefix = "promptlib")
public interface OperatorConfig {
    /** The namespace that the operator runs in. */
    @WithDefault("default")
    String namespace();

    /** The name of the operator's own pod. */
    @WithDefault("local")
    String pod();

    /** Whether several operators agree on one that works. */
    @WithDefault("false")
    boolean leaderElection();

    /** How many resources are worked on at the same time. */
    int threads();
}
