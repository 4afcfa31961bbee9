package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.compose.AnySpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Random specs in an order in which each may become the next, with what only a cluster makes something of. */
final class SpecChain {
    private static final List<String> ENGINES = List.of("None", "External", "Embedded");
    private static final Map<String, Object> SIZE = Map.of("size", "1Gi");

    private SpecChain() {}

    static List<String> of(long firstNumber, int length) {
        return LongStream.range(firstNumber, firstNumber + length)
                .mapToObj(SpecChain::spec)
                // An embedded database stays one.
                .sorted(Comparator.comparing(
                        spec -> ENGINES.indexOf(part(spec, "database").get("engine"))))
                .map(Serialization::asYaml)
                .map(yaml -> yaml.replaceFirst("^---\n", ""))
                .toList();
    }

    private static Map<String, Object> spec(long number) {
        Random random = new Random(number);
        Map<String, Object> spec = new HashMap<>(AnySpec.yaml(number));
        keepData(spec);
        spec.put("backup", Map.of("enabled", random.nextBoolean(), "repository", Map.of("volume", SIZE)));
        // More pods would take their time, and show nothing else.
        spec.put("replicas", Math.min(1, random.nextInt(4)));
        List<Map<String, Object>> components = components(spec);
        if (components.get(0).containsKey("port") && random.nextBoolean()) {
            spec.put("exposure", Map.of("host", "shop.example.com", "className", random.nextBoolean() ? "a" : "b"));
        }
        components.stream()
                // Few, as an autoscaler without figures complains every few seconds.
                .filter(component -> !component.containsKey("storage") && random.nextInt(8) == 0)
                .forEach(component -> component.put("autoscaling", Map.of("min", 1 + random.nextInt(2), "max", 3)));
        return spec;
    }

    /** What holds data cannot change its name, and sizes that are not said depend on what was there before. */
    private static void keepData(Map<String, Object> spec) {
        Map<String, Object> database = part(spec, "database");
        database.remove("name");
        database.remove("user");
        if (database.get("engine").equals("Embedded")) {
            database.put("storage", SIZE);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> spec, String name) {
        return (Map<String, Object>) spec.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> components(Map<String, Object> spec) {
        return (List<Map<String, Object>>) spec.get("components");
    }
}
