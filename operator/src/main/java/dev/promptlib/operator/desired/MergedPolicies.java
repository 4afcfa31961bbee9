package dev.promptlib.operator.desired;

import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The network policies of two releases that run side by side: what either needs is let through. */
final class MergedPolicies {
    private MergedPolicies() {}

    static Collection<? extends HasMetadata> of(Stream<Input> views) {
        Map<String, NetworkPolicy> merged = new LinkedHashMap<>();
        views.flatMap(view -> new Policies(view).all().stream())
                .map(NetworkPolicy.class::cast)
                .forEach(policy -> merged.merge(policy.getMetadata().getName(), policy, MergedPolicies::both));
        return merged.values();
    }

    private static NetworkPolicy both(NetworkPolicy one, NetworkPolicy other) {
        return one.edit()
                .editSpec()
                .withIngress(union(one.getSpec().getIngress(), other.getSpec().getIngress()))
                .withEgress(union(one.getSpec().getEgress(), other.getSpec().getEgress()))
                .endSpec()
                .build();
    }

    private static <T> List<T> union(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
}
