package dev.promptlib.operator.cluster;

/** The tests that need a cluster, by what they need of it. */
enum Tier {
    IT("*IT", "an API server with its controllers"),
    E2E("*E2E", "a cluster that runs pods");

    final String tests;
    final String needs;

    Tier(String tests, String needs) {
        this.tests = tests;
        this.needs = needs;
    }
}
