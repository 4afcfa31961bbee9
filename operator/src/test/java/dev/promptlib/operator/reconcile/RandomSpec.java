package dev.promptlib.operator.reconcile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Valid specs by chance. Any can become any other of the same database engine: sizes of volumes, which cannot shrink, stay. */
final class RandomSpec {
    /** Secrets that specs name. */
    static final String DATABASE_URL = "database-url";

    static final String CACHE_URL = "cache-url";
    static final String KEYS = "keys";

    private final Random random;

    RandomSpec(Random random) {
        this.random = random;
    }

    String engine() {
        return one("None", "External", "Embedded");
    }

    /** Embedded never changes into anything else, and so much is to be seen. */
    String earlierEngine(String later) {
        return later.equals("Embedded") ? engine() : one("None", "External");
    }

    String spec(String databaseEngine) {
        List<String> names = new ArrayList<>(List.of("api", "web", "worker"));
        Collections.shuffle(names, random);
        List<String> components = names.subList(0, 1 + random.nextInt(names.size()));
        boolean exposed = chance(3);
        StringBuilder spec = new StringBuilder("profile: " + one("development", "staging", "production") + "\n");
        if (chance(2)) {
            spec.append("replicas: ").append(random.nextInt(2)).append('\n');
        }
        spec.append("components:\n");
        for (int i = 0; i < components.size(); i++) {
            spec.append("  - {")
                    .append(component(components.get(i), exposed && i == 0))
                    .append(" }\n");
        }
        spec.append("database: { engine: ")
                .append(databaseEngine)
                .append(database(databaseEngine))
                .append(" }\n");
        String cacheEngine = engine();
        spec.append("cache: { engine: ")
                .append(cacheEngine)
                .append(cache(cacheEngine))
                .append(" }\n");
        spec.append("secrets: {").append(maybe(" generate: [{ name: JWT_SECRET, length: 40 }],"));
        spec.append(maybe(" from: [{ name: " + KEYS + " }],")).append(" }\n");
        if (exposed) {
            spec.append("exposure: { host: shop.example.com")
                    .append(maybe(", className: nginx"))
                    .append(maybe(", tls: { secretName: own }"))
                    .append(maybe(", annotations: { example.com/limit: \"9\" }"))
                    .append(" }\n");
        }
        if (chance(2)) {
            spec.append("networkPolicy: { enabled: ")
                    .append(random.nextBoolean())
                    .append(maybe(", allowTo: [{ ports: [{ port: 443, protocol: TCP }] }]"))
                    .append(maybe(", allowFrom: [{ namespaceSelector: {} }]"))
                    .append(" }\n");
        }
        return spec.toString();
    }

    private String component(String name, boolean listens) {
        boolean port = listens || chance(2);
        boolean stored = chance(4);
        String scale = stored ? maybe(", replicas: 0") : one("", ", replicas: 1", ", autoscaling: { max: 2 }");
        return " name: " + name + ", image: \"example/" + name + ":" + random.nextInt(3) + "\""
                + (port ? ", port: " + (8000 + random.nextInt(3)) : "")
                + (port ? one("", ", health: { path: /ready }", ", health: { path: /ready, livenessPath: /live }") : "")
                + scale
                + (stored ? ", storage: [{ name: data, mountPath: /data, size: 1Gi }]" : "")
                + maybe(", env: [{ name: LEVEL, value: \"" + random.nextInt(3) + "\" }]")
                + maybe(", config: [{ name: files, mountPath: /config, files: { a.yaml: \"a: " + random.nextInt(3)
                        + "\" } }]")
                + maybe(", secretsAs: Files")
                + one("", ", needs: []", ", needs: [database]", ", needs: [secrets, cache]")
                + maybe(", writablePaths: [/cache]")
                + maybe(", command: [serve], args: [\"--port\", \"1\"]")
                + maybe(", terminationGraceSeconds: 10")
                + ", pod: { runAsUser: 1000" + maybe(", labels: { team: blue }")
                + maybe(", nodeSelector: { disk: fast }") + " }";
    }

    private String database(String engine) {
        return switch (engine) {
            case "External" -> ", external: { secretRef: { name: " + DATABASE_URL + " } }";
            case "Embedded" ->
                ", storage: { size: 1Gi }"
                        + maybe(", extensions: [vector]")
                        + maybe(", parameters: { max_connections: \"50\" }")
                        + maybe(", pooler: { poolSize: " + (10 + random.nextInt(3)) + " }");
            default -> "";
        };
    }

    private String cache(String engine) {
        return switch (engine) {
            case "External" -> ", external: { secretRef: { name: " + CACHE_URL + " } }";
            case "Embedded" -> maybe(", persistence: { size: 1Gi }") + maybe(", evictionPolicy: noeviction");
            default -> "";
        };
    }

    private String maybe(String text) {
        return chance(3) ? text : "";
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
