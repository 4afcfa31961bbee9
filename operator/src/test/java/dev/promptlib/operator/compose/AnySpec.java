package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Specs of all kinds, each known by a number: as YAML would say them, so that new fields do not disturb. */
public final class AnySpec {
    /** All that they name. */
    public static final References REFERENCES = new References(
            Map.of(
                    "given",
                    Map.of("url", "postgres://me:p%40$$@db.example.com/shop", "OPENAI_API_KEY", "s'k-\"$1"),
                    "redis",
                    Map.of("url", "rediss://:pw@cache.example.com:6380/0"),
                    "s3",
                    Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "k'$y", "ca.crt", "-----\n\n")),
            Map.of("settings", Map.of("a.yaml", "a: 1\n"), "words", Map.of("WORD", "$x", "OTHER", "y")));

    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "a b",
            "it's",
            "\"quoted\"",
            "$HOME ${X} $$",
            "$(PORT) and $(NOTHING)",
            "two\nlines\n",
            "#: - {",
            "ünïcode");

    private final Random random;

    private AnySpec(long number) {
        this.random = new Random(number);
    }

    public static Map<String, Object> yaml(long number) {
        return new AnySpec(number).spec();
    }

    static PromptLibrarySpec of(long number) {
        Map<String, Object> resource = Map.of("metadata", Map.of("name", "shop"), "spec", yaml(number));
        return Serialization.unmarshal(Serialization.asJson(resource), PromptLibrary.class)
                .getSpec();
    }

    private boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void maybe(Map<String, Object> map, String key, Supplier<Object> value) {
        if (sometimes()) {
            map.put(key, value.get());
        }
    }

    private List<Object> upTo(int most, Supplier<Object> each) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            list.add(each.get());
        }
        return list;
    }

    private Map<String, Object> spec() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("profile", one(List.of("development", "staging", "production")));
        List<Object> components = new ArrayList<>();
        for (String name : List.of("app", "backend", "database-viewer").subList(0, 1 + random.nextInt(3))) {
            components.add(component(name));
        }
        spec.put("components", components);
        spec.put("database", database());
        spec.put("cache", cache());
        maybe(spec, "replicas", () -> random.nextInt(4));
        maybe(spec, "secrets", this::secrets);
        maybe(spec, "backup", this::backup);
        maybe(spec, "networkPolicy", () -> Map.of("enabled", random.nextBoolean(), "allowTo", upTo(1, Map::of)));
        return spec;
    }

    private Map<String, Object> component(String name) {
        Map<String, Object> component = new LinkedHashMap<>(Map.of("name", name, "image", "example/" + name + ":1.0"));
        if (!sometimes()) {
            component.put("port", 1024 + random.nextInt(50_000));
            maybe(component, "ports", () -> List.of(Map.of("name", "grpc", "port", 60_000 + random.nextInt(5_000))));
            maybe(component, "health", this::health);
        }
        maybe(component, "command", () -> List.of("run", one(TEXTS)));
        maybe(component, "args", () -> upTo(3, () -> one(TEXTS)));
        maybe(component, "env", this::env);
        maybe(
                component,
                "envFrom",
                () -> List.of(
                        Map.of("secretRef", Map.of("name", "given")),
                        Map.of("prefix", "S_", "configMapRef", Map.of("name", "words"))));
        maybe(component, "resources", this::resources);
        maybe(component, "secretsAs", () -> "Files");
        maybe(component, "needs", () -> List.of(one(List.of("database", "cache", "secrets"))));
        maybe(component, "writablePaths", () -> List.of("/var/cache/app"));
        maybe(component, "terminationGraceSeconds", () -> 5 + random.nextInt(100));
        maybe(
                component,
                "config",
                () -> List.of(
                        Map.of(
                                "name",
                                "own",
                                "mountPath",
                                "/etc/own",
                                "files",
                                Map.of("a.yaml", one(TEXTS), "b.txt", one(TEXTS))),
                        Map.of(
                                "name",
                                "map",
                                "mountPath",
                                "/etc/map",
                                "reload",
                                "Live",
                                "configMapRef",
                                Map.of("name", "settings"))));
        maybe(component, "storage", () -> List.of(Map.of("name", "data", "mountPath", "/data", "size", "1Gi")));
        maybe(component, "pod", () -> Map.of("runAsUser", 1000 + random.nextInt(10)));
        return component;
    }

    private Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>(Map.of("path", one(List.of("/", "/health?full=1", "/a/b"))));
        maybe(health, "livenessPath", () -> "/live");
        maybe(health, "startupSeconds", () -> 5 + random.nextInt(500));
        return health;
    }

    private Object env() {
        List<Object> env = new ArrayList<>();
        env.add(Map.of("name", "TEXT", "value", one(TEXTS)));
        env.add(Map.of("name", "URL", "value", "http://$(TEXT):$(PORT)/$(DATABASE_URL)"));
        env.add(Map.of(
                "name", "KEY", "valueFrom", Map.of("secretKeyRef", Map.of("name", "given", "key", "OPENAI_API_KEY"))));
        env.add(Map.of("name", "WORD", "valueFrom", Map.of("configMapKeyRef", Map.of("name", "words", "key", "WORD"))));
        env.add(Map.of(
                "name",
                "NONE",
                "valueFrom",
                Map.of("secretKeyRef", Map.of("name", "no", "key", "no", "optional", true))));
        if (sometimes()) {
            env.add(Map.of(
                    "name", one(List.of("LOG_LEVEL", "PORT", "DATABASE_URL", "REDIS_URL_FILE")), "value", "mine"));
        }
        return env;
    }

    private Object resources() {
        return Map.of(
                "requests", Map.of("cpu", one(List.of("10m", "0.5", "1")), "memory", one(List.of("64Mi", "100M"))),
                "limits",
                        Map.of("cpu", one(List.of("1", "1500m", "2")), "memory", one(List.of("512Mi", "1Gi", "500M"))));
    }

    private Map<String, Object> database() {
        String engine = one(List.of("Embedded", "Embedded", "External", "None"));
        Map<String, Object> database = new LinkedHashMap<>(Map.of("engine", engine));
        if (engine.equals("External")) {
            database.put("external", Map.of("secretRef", Map.of("name", "given", "key", "url")));
        }
        if (engine.equals("Embedded")) {
            maybe(database, "extensions", () -> List.of("vector", "uuid-ossp"));
            maybe(database, "name", () -> "library");
            maybe(database, "user", () -> "reader");
            maybe(database, "parameters", () -> Map.of("max_connections", "50", "log_line_prefix", "%m $"));
            maybe(database, "resources", this::resources);
            maybe(database, "pooler", () -> Map.of("replicas", 1 + random.nextInt(2), "poolSize", 5));
        }
        return database;
    }

    private Map<String, Object> cache() {
        String engine = one(List.of("Embedded", "Embedded", "External", "None"));
        Map<String, Object> cache = new LinkedHashMap<>(Map.of("engine", engine));
        if (engine.equals("External")) {
            cache.put("external", Map.of("secretRef", Map.of("name", "redis")));
        }
        if (engine.equals("Embedded")) {
            maybe(cache, "persistence", () -> Map.of("size", "1Gi"));
            maybe(cache, "evictionPolicy", () -> "volatile-ttl");
            maybe(cache, "maxMemory", () -> "48Mi");
        }
        return cache;
    }

    private Object backup() {
        Map<String, Object> backup = new LinkedHashMap<>(Map.of("enabled", true));
        maybe(backup, "schedule", () -> one(List.of("*/5 1-3 * * MON", "30 2 1,15 * *", "@weekly")));
        maybe(backup, "timeZone", () -> "Europe/Zurich");
        maybe(backup, "retention", () -> Map.of("daily", 1 + random.nextInt(9), "weekly", random.nextInt(9)));
        maybe(backup, "include", () -> List.of(one(List.of("Database", "Storage", "Configuration"))));
        maybe(backup, "verify", () -> Map.of("schedule", "15 5 * * 1-5"));
        maybe(backup, "deadlineSeconds", () -> 600);
        maybe(backup, "resources", this::resources);
        if (sometimes()) {
            Map<String, Object> repository = new LinkedHashMap<>(Map.of("s3", s3()));
            maybe(repository, "volume", () -> Map.of("size", "3Gi"));
            maybe(repository, "passwordRef", () -> Map.of("name", "given", "key", "OPENAI_API_KEY"));
            backup.put("repository", repository);
        }
        return backup;
    }

    private Map<String, Object> s3() {
        Map<String, Object> s3 = new LinkedHashMap<>(Map.of(
                "endpoint", "https://s3.example.com", "bucket", "backups", "credentialsRef", Map.of("name", "s3")));
        maybe(s3, "region", () -> "eu-central-1");
        maybe(s3, "caRef", () -> Map.of("name", "s3", "key", "ca.crt"));
        return s3;
    }

    private Object secrets() {
        return Map.of(
                "generate",
                List.of(
                        Map.of("name", "JWT_SECRET"),
                        Map.of("name", "KEY_B", "length", 48, "encoding", one(List.of("Base64", "Base64Url", "Hex")))),
                "from",
                upTo(1, () -> Map.of("name", "given")));
    }
}
