package dev.promptlib.operator.cli.cluster;

/** A cluster that may be used. */
public sealed interface Choice {
    /** One that runs already. */
    record Existing(KubeContext context) implements Choice {}

    /** k3s in a container of our own. */
    record StartK3s() implements Choice {}

    /** The cluster that the checkout builds from packages. */
    record StartLocalkube() implements Choice {}
}
