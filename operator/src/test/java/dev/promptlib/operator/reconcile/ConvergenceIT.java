package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Specs by chance: where a resource ends does not depend on the way there. */
class ConvergenceIT {
    /** Each has two specs. */
    private static final int PAIRS = 100;

    private static final int AT_ONCE = 10;

    /** One resource that becomes another, and one that is it from the beginning. */
    private record Pair(String changed, String fresh, String from, String to) {}

    @Test
    void endsWhereAFreshResourceOfThatSpecIs() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomSpec random = new RandomSpec(new Random(seed));
        try (Stage stage = Stage.openWide("convergence")) {
            for (int done = 0; done < PAIRS; done += AT_ONCE) {
                List<Pair> pairs = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    pairs.add(pair(stage, random));
                }
                for (Pair pair : pairs) {
                    stage.apply(pair.changed(), "shop", pair.from());
                    stage.apply(pair.fresh(), "shop", pair.to());
                }
                for (Pair pair : pairs) {
                    stage.awaitReady(pair.changed(), "shop");
                    stage.apply(pair.changed(), "shop", pair.to());
                }
                for (Pair pair : pairs) {
                    compare(stage, pair, seed);
                }
            }
        }
    }

    private static void compare(Stage stage, Pair pair, long seed) {
        String what = "-Dseed=%d\nfrom:\n%sto:\n%s".formatted(seed, pair.from(), pair.to());
        stage.awaitReady(pair.fresh(), "shop");
        stage.awaitReady(pair.changed(), "shop");
        await().atMost(Stage.LIMIT).untilAsserted(() -> {
            Snapshot fresh = stage.children(pair.fresh(), "shop");
            Snapshot changed = stage.children(pair.changed(), "shop").withoutLeftovers(fresh);
            assertThat(withoutGenerated(changed)).as(what).isEqualTo(withoutGenerated(fresh));
        });
        stage.resource(pair.changed(), "shop").delete();
        stage.resource(pair.fresh(), "shop").delete();
    }

    /** It keeps what was generated once, also when nobody asks for it any more. */
    private static Map<String, String> withoutGenerated(Snapshot snapshot) {
        Map<String, String> objects = new TreeMap<>(snapshot.objects());
        objects.remove("Secret shop-secrets");
        return objects;
    }

    private static Pair pair(Stage stage, RandomSpec random) {
        String later = random.engine();
        return new Pair(
                furnished(stage), furnished(stage), random.spec(random.earlierEngine(later)), random.spec(later));
    }

    /** A namespace with all that specs name. */
    private static String furnished(Stage stage) {
        String namespace = stage.newNamespace();
        secret(stage, namespace, RandomSpec.DATABASE_URL, Map.of("url", "postgres://me:pw@db.example.com/shop"));
        secret(stage, namespace, RandomSpec.CACHE_URL, Map.of("url", "redis://:pw@cache.example.com:6380/0"));
        secret(stage, namespace, RandomSpec.KEYS, Map.of("API_KEY", "one"));
        return namespace;
    }

    private static void secret(Stage stage, String namespace, String name, Map<String, String> values) {
        stage.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(values)
                        .build())
                .create();
    }
}
