package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every bound, pattern, enum, type and required field of the CRD, read from the CRD itself: a valid example with one place changed is
 * refused, and the API server says where and why. A new field has to be added to an example.
 */
class SchemaBoundsIT {
    private static final List<Spec> EXAMPLES = List.of(Spec.example("embedded"), Spec.example("external"));

    private static SpecDesk desk;

    @BeforeAll
    static void open() {
        desk = new SpecDesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @TestFactory
    Stream<DynamicTest> everyBoundIsKept() throws IOException {
        EXAMPLES.forEach(desk::accepts);
        return SchemaBound.in(schema()).stream()
                .filter(bound -> !isOfKubernetes(bound))
                .map(bound -> dynamicTest(bound.toString(), () -> isKept(bound)));
    }

    private void isKept(SchemaBound bound) {
        Spec example = EXAMPLES.stream()
                .filter(candidate -> value(candidate, bound.path()).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example has the field " + bound.path() + ": add it to one"));
        String path = place(example, bound.path());
        JsonNode broken = bound.broken(value(example, bound.path()).orElseThrow());
        Spec changed = path.isEmpty() ? new Spec((ObjectNode) broken) : example.with(path, broken);

        String refusal = desk.refuses(changed);

        assertThat(refusal).contains(path.isEmpty() ? "spec" : "spec." + path).contains(bound.complaint());
    }

    /** The first place of an example that a path such as components[].port leads to. */
    private static String place(Spec example, String path) {
        String place = "";
        for (String step : path.split("(?=\\[])")) {
            String rest = step.startsWith("[]") ? step.substring(2) : step;
            place = step.startsWith("[]") ? place + "[" + indexOf(example, place, rest) + "]" + rest : step;
        }
        return place;
    }

    /** The first item that has what the rest of the path, up to the next list, asks for. */
    private static int indexOf(Spec example, String list, String rest) {
        JsonNode items = example.content().at(pointer(list));
        for (int i = 0; i < items.size(); i++) {
            if (!items.at("/" + i + pointer(rest)).isMissingNode()) {
                return i;
            }
        }
        return 0;
    }

    private static Optional<JsonNode> value(Spec example, String path) {
        JsonNode value = example.content().at(pointer(place(example, path)));
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    private static String pointer(String path) {
        String steps = path.replace("[", ".").replace("]", "").replace('.', '/');
        return steps.isEmpty() || steps.startsWith("/") ? steps : "/" + steps;
    }

    private static JsonNode schema() throws IOException {
        JsonNode crd = new YAMLMapper()
                .readTree(Repository.file("crds/promptlibraries.promptlib.dev.yaml")
                        .toFile());
        return crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }

    private static boolean isOfKubernetes(SchemaBound bound) {
        return PodTypes.isInside(bound.path()) && !bound.path().endsWith("env[].name");
    }
}
