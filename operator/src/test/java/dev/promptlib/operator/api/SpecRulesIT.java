package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule that binds several fields of a new resource: the smallest valid spec, one thing wrong, and what is said of it. */
class SpecRulesIT {
    private static final Spec SMALLEST = Spec.example("smallest");
    private static final Spec LISTENS = SMALLEST.with("components[0].port", "8080");

    private static final String NAME_REMEDY = "use at most 30 lower-case letters, digits and -";

    private static SpecDesk desk;

    @BeforeAll
    static void open() {
        desk = new SpecDesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                // path, what is wrong there, where the message points, what it tells to do
                at("components[0].name", "cache", "components[0].name", "choose another, such as"),
                at("components[0].image", "'shop :1.0'", "components[0].image", "an image name has no white space"),
                at("components[0].image", "shop", "components[0].image", "name a version"),
                at("components[0].image", "'shop:latest'", "components[0].image", "name a version"),
                at("components[0].image", "'registry:5000/shop'", "components[0].image", "name a version"),
                at("components[0].image", "'shop:'", "components[0].image", "name a version"),
                at(
                        "components[0].health",
                        "{}",
                        "components[0].health",
                        "set port to the one the container listens on"),
                at(
                        "components[0].ports",
                        "[{name: grpc, port: 9000}]",
                        "components[0].ports",
                        "set port to the one that answers HTTP"),
                at(
                        "components[0]",
                        "{name: app, image: 'shop:1.0', port: 8000, ports: [{name: grpc, port: 8000}]}",
                        "components[0].ports",
                        "each port is named once"),
                at(
                        "components[0]",
                        "{name: app, image: 'shop:1.0', port: 8000, ports: [{name: a, port: 1}, {name: b, port: 1}]}",
                        "components[0].ports",
                        "each port is named once"),
                at(
                        "components[0]",
                        "{name: app, image: 'shop:1.0', port: 8000, ports: [{name: http, port: 9000}]}",
                        "components[0].ports[0].name",
                        "choose another, such as grpc or metrics"),
                at("components[0].env", "[{name: 1A}]", "components[0].env", "must not start with a digit"),
                at("components[0].env", "[{name: A-B}]", "components[0].env", "letters, digits and _ only"),
                at(
                        "components[0].autoscaling",
                        "{min: 3, max: 2}",
                        "components[0].autoscaling.min",
                        "lower min or raise max"),
                at(
                        "components[0].config",
                        "[{name: c, mountPath: /c}]",
                        "components[0].config[0]",
                        "set either files or configMapRef"),
                at(
                        "components[0].config",
                        "[{name: c, mountPath: /c, files: {a: b}, configMapRef: {name: c}}]",
                        "components[0].config[0]",
                        "not both"),
                at("database", "{engine: External}", "database.external", "name the Secret in external.secretRef"),
                at(
                        "database",
                        "{external: {secretRef: {name: s}}}",
                        "database.external",
                        "name the Secret in external.secretRef, or choose another engine"),
                at(
                        "database",
                        "{engine: None, storage: {}}",
                        "database.engine",
                        "of engine Embedded only: remove them"),
                at("database", "{engine: None, parameters: {a: b}}", "database.engine", "remove them"),
                at("database", "{engine: None, pooler: {}}", "database.engine", "remove them"),
                at("database", "{engine: None, image: 'postgres:17'}", "database.engine", "remove them"),
                at("database", "{engine: None, version: 17}", "database.engine", "remove them"),
                at("database", "{engine: None, resources: {}}", "database.engine", "remove them"),
                at("database", "{name: template1}", "database.name", "choose another name"),
                at("database", "{user: postgres}", "database.user", "choose another name"),
                at("database", "{user: pg_monitor}", "database.user", "choose another name"),
                at("cache", "{engine: External}", "cache.external", "name the Secret in external.secretRef"),
                at("cache", "{external: {secretRef: {name: s}}}", "cache.external", "or choose another engine"),
                at("cache", "{engine: None, image: 'redis:8'}", "cache.engine", "of engine Embedded only: remove them"),
                at("cache", "{engine: None, maxMemory: 1Mi}", "cache.engine", "remove them"),
                at("cache", "{engine: None, evictionPolicy: noeviction}", "cache.engine", "remove them"),
                at("cache", "{engine: None, persistence: {}}", "cache.engine", "remove them"),
                at("cache", "{engine: None, resources: {}}", "cache.engine", "remove them"),
                at(
                        "exposure",
                        "{host: a.example}",
                        "exposure",
                        "give the first component a port, or list exposure.paths"),
                at(
                        "exposure",
                        "{host: a.example, paths: [{path: /, component: nobody}]}",
                        "exposure.paths",
                        "use a name from components"),
                at(
                        "exposure",
                        "{host: a.example, paths: [{path: /, component: app}]}",
                        "exposure.paths",
                        "give that component a port"),
                arguments(
                        LISTENS.with("exposure", "{host: a.example, tls: {}}"),
                        "exposure.tls",
                        "set secretName, or issuer for cert-manager"),
                arguments(
                        SMALLEST.with("components[0].replicas", "2").with("components[0].autoscaling", "{max: 3}"),
                        "components[0].replicas",
                        "remove replicas, or remove autoscaling"),
                arguments(
                        SMALLEST.with("components[0].replicas", "2")
                                .with("components[0].storage", "[{name: s, mountPath: /s, size: 1Gi}]"),
                        "components[0].storage",
                        "set replicas to 1 and remove autoscaling, or use accessMode ReadWriteMany"),
                arguments(
                        SMALLEST.with("components[0].autoscaling", "{max: 3}")
                                .with("components[0].storage", "[{name: s, mountPath: /s, size: 1Gi}]"),
                        "components[0].storage",
                        "or use accessMode ReadWriteMany"),
                at("backup", "{repository: {}}", "backup.repository", "set volume, s3, or both"),
                arguments(
                        SMALLEST.with("backup", "{enabled: false}").with("deletionPolicy", "Snapshot"),
                        "deletionPolicy",
                        "set backup.enabled to true, or choose Retain or Delete"),
                arguments(
                        SMALLEST.with("profile", "development").with("deletionPolicy", "Snapshot"),
                        "deletionPolicy",
                        "set backup.enabled to true"),
                // Two entries of one name in a list that is a map
                at("components[1]", "{name: app, image: 'shop:2'}", "components[1]", "Duplicate value"),
                at("components[0].env", "[{name: A}, {name: A}]", "components[0].env[1]", "Duplicate value"),
                at("secrets", "{generate: [{name: A}, {name: A}]}", "secrets.generate[1]", "Duplicate value"),
                at("secrets", "{from: [{name: a}, {name: a}]}", "secrets.from[1]", "Duplicate value"));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("wrong")
    void isRefusedWithThePlaceAndTheRemedy(Spec spec, String place, String remedy) {
        assertThat(desk.refuses(spec)).contains("spec." + place + ":").contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "components[0].image: registry:5000/a/shop:1.0",
                "components[0].image: shop@sha256:0123456789abcdef",
                "components[0].port: 8080",
                "components[0].replicas: 0",
                "components[0].env: [{name: _A1}]",
                "components[0].autoscaling: {max: 2}",
                "components[0].storage: [{name: s, mountPath: /s, size: 0.5Gi}]",
                "database: {engine: None}",
                "database: {}",
                "cache: {engine: None}",
                "deletionPolicy: Snapshot",
                "backup: {schedule: '@hourly'}",
                "replicas: 0"
            })
    void isAccepted(String change) {
        String[] pathAndValue = change.split(": ", 2);
        desk.accepts(SMALLEST.with(pathAndValue[0], pathAndValue[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a234567890123456789012345678901", "1shop", "shop.eu"})
    void refusesANameThatLabelsAndServicesCannotHold(String name) {
        assertThat(desk.refusesName(name)).contains(NAME_REMEDY);
    }

    @Test
    void refusesAResourceWithoutASpec() {
        assertThat(desk.refuses(Spec.none())).contains("spec: Required value");
    }

    @Test
    void leavesNoRuleUntested() throws IOException {
        List<String> messages = new ArrayList<>();
        JsonNode crd = new YAMLMapper()
                .readTree(Repository.file("crds/promptlibraries.promptlib.dev.yaml")
                        .toFile());
        for (JsonNode rules : crd.findValues("x-kubernetes-validations")) {
            for (JsonNode rule : rules) {
                if (!rule.get("rule").asText().contains("oldSelf")) {
                    messages.add(rule.get("message").asText());
                }
            }
        }
        List<String> remedies = Stream.concat(Stream.of(NAME_REMEDY), wrong().map(row -> (String) row.get()[2]))
                .toList();

        assertThat(messages).isNotEmpty().allMatch(message -> remedies.stream().anyMatch(message::contains));
    }

    private static Arguments at(String path, String yaml, String place, String remedy) {
        return arguments(SMALLEST.with(path, yaml), place, remedy);
    }
}
