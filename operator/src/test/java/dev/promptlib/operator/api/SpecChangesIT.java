package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may change in a resource that exists, and what may not because data would be lost or be out of reach. */
class SpecChangesIT {
    private static final Spec SMALLEST = Spec.example("smallest");
    private static final String EXTERNAL = "{engine: External, external: {secretRef: {name: s}}}";
    private static final String CLASS = "the storage class of a volume cannot change";
    private static final String FILES = "[{name: f, mountPath: /f, size: %s}]";
    private static final AtomicInteger RESOURCES = new AtomicInteger();

    private static SpecDesk desk;

    @BeforeAll
    static void open() {
        desk = new SpecDesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                // path, before, after (null: the field is not there), where the message points, what it tells
                change("database", null, "{engine: None}", "database.engine", "make a new resource and restore there"),
                change("database", null, EXTERNAL, "database.engine", "make a new resource and restore there"),
                change("database", null, "{name: other}", "database.name", "keep it, or make a new resource"),
                change("database", "{name: other}", "{}", "database.name", "keep it, or make a new resource"),
                change("database", null, "{user: other}", "database.user", "keep it, or make a new resource"),
                change("database", "{user: other}", "{}", "database.user", "keep it, or make a new resource"),
                storage("{storageClassName: a}", null, "database.storage", "cannot be removed once it names"),
                storage("{storageClassName: a}", "{storageClassName: b}", "database.storage.storageClassName", CLASS),
                storage("{storageClassName: a}", "{}", "database.storage.storageClassName", CLASS),
                storage("{}", "{storageClassName: a}", "database.storage.storageClassName", CLASS),
                storage(null, "{storageClassName: a}", "database.storage.storageClassName", CLASS),
                persistence("{}", "{storageClassName: a}", "cache.persistence.storageClassName", CLASS),
                change(
                        "components[0].storage",
                        FILES.formatted("1Gi, storageClassName: a"),
                        FILES.formatted("1Gi, storageClassName: b"),
                        "components[0].storage[0].storageClassName",
                        "make a new volume under another name"),
                change(
                        "components[0].storage",
                        FILES.formatted("1Gi"),
                        FILES.formatted("1Gi, storageClassName: b"),
                        "components[0].storage[0].storageClassName",
                        "make a new volume under another name"),
                change(
                        "components[0].storage",
                        FILES.formatted("1Gi"),
                        FILES.formatted("1Gi, accessMode: ReadWriteMany"),
                        "components[0].storage[0].accessMode",
                        "make a new volume under another name"));
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                change("database", EXTERNAL, null),
                change("database", "{engine: None}", "{version: 16, name: other, user: other}"),
                change("database", "{engine: None}", EXTERNAL),
                change("database", "{version: 17}", null),
                // What the data allows, only the operator knows (PostgresUpgradeE2E).
                change("database", "{version: 16}", null),
                change("database", null, "{version: 16}"),
                change("database", null, "{version: 17, name: app, user: app}"),
                change("database", null, "{extensions: [vector], parameters: {a: b}, pooler: {}, image: 'p:17'}"),
                change("database.storage", "{size: 1Gi}", "{size: 1.5Gi}"),
                change("database.storage", "{size: 1Gi}", "{size: 1024Mi}"),
                change("database.storage", null, "{size: 1Gi}"),
                change("database.storage", "{size: 1Gi}", null),
                // Growth that the storage class refuses can be taken back; what shrinks a volume stalls (VolumesIT).
                change("database.storage", "{size: 2Gi}", "{size: 1Gi}"),
                change("cache", "{persistence: {size: 2Gi}}", "{persistence: {size: 1Gi}}"),
                change("components[0].storage", FILES.formatted("2Gi"), FILES.formatted("1Gi")),
                change("cache", "{persistence: {size: 2Gi}}", "{}"),
                change("cache", null, "{engine: None}"),
                change("cache", "{engine: None}", EXTERNAL),
                change("components[0].storage", FILES.formatted("1Gi"), FILES.formatted("2Gi")),
                change("components[0].storage", FILES.formatted("2Gi"), "[{name: g, mountPath: /f, size: 1Gi}]"),
                change("components[0].storage", FILES.formatted("2Gi"), null),
                change("components[0].image", "shop:1", "shop:2"),
                change("components", "[{name: a, image: 'a:1'}, {name: b, image: 'b:1'}]", "[{name: b, image: 'b:1'}]"),
                change("profile", "production", "development"));
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource
    void refused(Spec before, Spec after, String place, String remedy) {
        assertThat(desk.refusesChange(after, created(before)))
                .contains("spec." + place + ":")
                .contains(remedy);
    }

    @ParameterizedTest
    @MethodSource
    void allowed(Spec before, Spec after) {
        desk.acceptsChange(after, created(before));
    }

    @Test
    void leavesNoRuleUntested() throws IOException {
        List<String> messages = new ArrayList<>();
        JsonNode crd = new YAMLMapper()
                .readTree(Repository.file("crds/promptlibraries.promptlib.dev.yaml")
                        .toFile());
        for (JsonNode rules : crd.findValues("x-kubernetes-validations")) {
            for (JsonNode rule : rules) {
                if (rule.get("rule").asText().contains("oldSelf")) {
                    messages.add(rule.get("message").asText());
                }
            }
        }
        List<String> remedies = refused().map(row -> (String) row.get()[3]).toList();

        assertThat(messages).isNotEmpty().allMatch(message -> remedies.stream().anyMatch(message::contains));
    }

    private static String created(Spec spec) {
        String name = "change-" + RESOURCES.incrementAndGet();
        desk.create(spec, name);
        return name;
    }

    private static Arguments storage(String before, String after, String place, String remedy) {
        return change("database.storage", before, after, place, remedy);
    }

    private static Arguments persistence(String before, String after, String place, String remedy) {
        return change("cache.persistence", before, after, place, remedy);
    }

    private static Arguments change(String path, String before, String after, String place, String remedy) {
        return arguments(SMALLEST.with(path, before), SMALLEST.with(path, after), place, remedy);
    }

    private static Arguments change(String path, String before, String after) {
        return arguments(SMALLEST.with(path, before), SMALLEST.with(path, after));
    }
}
