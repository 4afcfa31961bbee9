package dev.promptlib.operator.bench;

import dev.promptlib.operator.cluster.ApiProxy;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.cluster.OperatorIdentity;
import dev.promptlib.operator.cluster.TestCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** How much the operator asks of the API server. */
record Requests(Plan plan, TestCluster cluster, Report report) {
    /** Watches are renewed every few minutes, and a renewed one is no work. */
    private static final Predicate<ApiRequest> NOT_COUNTED = request -> request.isLease() || request.isWatch();

    void measure() throws InterruptedException {
        Space space = new Space(cluster.client(), "bench-requests");
        space.renew();
        try (ApiProxy proxy = ApiProxy.to(cluster)) {
            var kubeconfig = OperatorIdentity.in(cluster).kubeconfig(proxy);
            Map<String, String> before;
            try (var operator = MeasuredOperator.start(plan, kubeconfig, space.name())) {
                creation(space, proxy, operator);
                noOp(space, proxy, operator);
                Burst.create(cluster.client(), space.name(), 1, plan.stacks());
                quiet(proxy);
                space.check(plan.stacks());
                proxy.log().clear();
                Thread.sleep(60_000);
                report.add("an idle minute with " + plan.stacks() + " resources", count(proxy), "requests", 0);
                before = space.versions();
            }
            proxy.log().clear();
            try (var operator = MeasuredOperator.start(plan, kubeconfig, space.name())) {
                quiet(proxy);
                report.add(
                        "writes after a restart",
                        proxy.log().requests(ApiRequest::isWrite).stream()
                                .filter(request -> !request.isLease())
                                .count(),
                        "requests",
                        0);
                Map<String, String> after = space.versions();
                long changed = before.entrySet().stream()
                        .filter(version -> !Objects.equals(after.get(version.getKey()), version.getValue()))
                        .count();
                report.add("objects with another version after a restart", changed, "of " + before.size(), 0);
                report.add("reconciles after a restart", operator.reconciles(), "all");
                space.clear();
            }
        }
    }

    private void creation(Space space, ApiProxy proxy, MeasuredOperator operator) {
        proxy.log().clear();
        Stack stack = Stack.of(space.name(), 0);
        cluster.client().resource(stack.resource()).create();
        quiet(proxy);
        int children = stack.children("").size();
        // Three of them: the status twice, and the finalizer. More where controllers change what the status says.
        report.add("create one resource", count(proxy), children + 3, "requests", 1);
        System.err.println("[bench] " + proxy.log().counts(NOT_COUNTED.negate()));
        report.add("reconciles of that", operator.reconciles(), "all");
    }

    private void noOp(Space space, ApiProxy proxy, MeasuredOperator operator) {
        proxy.log().clear();
        double before = operator.reconciles();
        for (int i = 0; i < 10; i++) {
            String value = Integer.toString(i);
            cluster.client()
                    .secrets()
                    .inNamespace(space.name())
                    .withName("database-url")
                    .edit(s -> s.edit()
                            .editMetadata()
                            .addToAnnotations("bench", value)
                            .endMetadata()
                            .build());
            quiet(proxy);
        }
        report.add(
                "no-op reconciles (" + Figures.text(operator.reconciles() - before) + ")", count(proxy), "requests", 0);
    }

    private static double count(ApiProxy proxy) {
        return proxy.log().requests(NOT_COUNTED.negate()).size();
    }

    private static void quiet(ApiProxy proxy) {
        proxy.log().awaitQuiet(Duration.ofSeconds(3), Duration.ofMinutes(5), NOT_COUNTED);
    }
}
