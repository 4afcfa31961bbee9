package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.Rounds;
import dev.promptlib.operator.cluster.Seed;
import dev.promptlib.operator.compose.AnySpec;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Specs by chance: where a resource ends does not depend on the way there. */
class ConvergenceIT {
    private static final int SPECS = Rounds.of(200);
    private static final int AT_ONCE = 40;
    private static final String WITHOUT_SETTLING = "update: { settleSeconds: 0, backupFirst: false }\n";

    /** Each spec is what a fresh resource has, and then what the resource of the spec before becomes. */
    @Test
    void endsWhereAFreshResourceOfThatSpecIs() {
        long seed = Seed.of(ConvergenceIT.class);
        try (Stage stage = Stage.openWide("convergence")) {
            for (int done = 0; done < SPECS; done += AT_ONCE) {
                converge(
                        stage,
                        SpecChain.of(seed + done, AT_ONCE).stream()
                                .map(spec -> spec + WITHOUT_SETTLING)
                                .toList(),
                        seed);
            }
        }
    }

    private static void converge(Stage stage, List<String> specs, long seed) {
        List<String> namespaces = specs.stream().map(spec -> furnished(stage)).toList();
        for (int i = 0; i < specs.size(); i++) {
            stage.apply(namespaces.get(i), "shop", specs.get(i));
        }
        List<Snapshot> fresh = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            awaitReady(stage, namespaces.get(i), "%s%n%s".formatted(Seed.told(seed), specs.get(i)));
            fresh.add(stage.children(namespaces.get(i), "shop"));
        }
        for (int i = 1; i < specs.size(); i++) {
            stage.apply(namespaces.get(i - 1), "shop", specs.get(i));
        }
        for (int i = 1; i < specs.size(); i++) {
            String changed = namespaces.get(i - 1);
            String what = "%s%nfrom:%n%sto:%n%s".formatted(Seed.told(seed), specs.get(i - 1), specs.get(i));
            Snapshot wanted = fresh.get(i);
            awaitReady(stage, changed, what);
            Stage.atOnce().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                Snapshot now = stage.children(changed, "shop").withoutLeftovers(wanted);
                assertThat(difference(now, wanted)).as(what).isEqualTo(difference(wanted, now));
            });
        }
        namespaces.forEach(namespace -> stage.resource(namespace, "shop").delete());
    }

    private static void awaitReady(Stage stage, String namespace, String what) {
        try {
            stage.awaitReady(namespace, "shop");
        } catch (AssertionError e) {
            throw new AssertionError(what, e);
        }
    }

    /**
     * What one has and the other has not or has otherwise. A resource keeps what was generated once, also when nobody asks for it any
     * more, and remembers its releases.
     */
    private static Map<String, String> difference(Snapshot one, Snapshot other) {
        Map<String, String> objects = new TreeMap<>(one.objects());
        objects.entrySet().removeAll(other.objects().entrySet());
        objects.keySet()
                .removeIf(key -> key.startsWith("ControllerRevision ") || key.startsWith("Secret shop-secrets"));
        return objects;
    }

    /** A namespace with all that specs name. */
    private static String furnished(Stage stage) {
        String namespace = stage.newNamespace();
        AnySpec.REFERENCES.secrets().forEach((name, values) -> stage.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(values)
                        .build())
                .create());
        AnySpec.REFERENCES.configMaps().forEach((name, values) -> stage.client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(values)
                        .build())
                .create());
        return namespace;
    }
}
