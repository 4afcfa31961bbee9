package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and tools see of the resource besides its rules: defaults, columns, scaling, explanations. */
class CrdSurfaceIT {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static SpecDesk desk;

    @BeforeAll
    static void open() {
        desk = new SpecDesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "defaults"})
    void fillsInTheDefaults(String example) {
        Spec filledIn = desk.accepts(Spec.example(example));

        assertThat(sorted(filledIn)).isEqualTo(sorted(Spec.example(example + "-filled-in")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "external"})
    void keepsEveryFieldOfAFullExample(String example) {
        Spec full = Spec.example(example);

        assertThat(contains(desk.accepts(full).content(), full.content())).isTrue();
    }

    @Test
    void scalesByTheScaleSubresource() throws IOException {
        // Where spec.replicas is not set, the API server has no scale to show or to change. No default could stand
        // for none: it refuses all below zero.
        desk.create(Spec.example("smallest").with("replicas", "2"), "scaled");
        assertThat(scaleOf("scaled").at("/spec/replicas").asInt()).isEqualTo(2);

        desk.resource("scaled").scale(5);

        assertThat(scaleOf("scaled").at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(desk.resource("scaled").get().<Integer>get("spec", "replicas"))
                .isEqualTo(5);
    }

    @Test
    void reportsItsPodsThroughTheScaleSubresource() throws IOException {
        desk.create(Spec.example("smallest").with("replicas", "2"), "reporting");
        desk.resource("reporting").editStatus(resource -> {
            resource.setAdditionalProperty(
                    "status", Map.of("replicas", 3, "selector", "app.kubernetes.io/instance=reporting"));
            return resource;
        });

        assertThat(scaleOf("reporting").get("status"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"replicas": 3, "selector": "app.kubernetes.io/instance=reporting"}"""));
    }

    @Test
    void showsReadyStatusVersionUrlBackupAndAge() throws IOException {
        assertThat(columns("0")).containsExactly("Name", "Ready", "Status", "Version", "URL", "Backup", "Age");
    }

    @Test
    void showsTheMessageOnDemand() throws IOException {
        assertThat(columns("all"))
                .containsExactly("Name", "Ready", "Status", "Version", "URL", "Backup", "Age", "Message");
    }

    @Test
    void goesByItsShortNameAndCategory() {
        var names = desk.cluster
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("promptlibraries.promptlib.dev")
                .get()
                .getStatus()
                .getAcceptedNames();

        assertThat(names.getShortNames()).containsExactly("plib");
        assertThat(names.getCategories()).containsExactly("promptlib");
    }

    @Test
    void explainsEveryField() throws IOException {
        String path = "/openapi/v3/apis/%s/%s".formatted(PromptLibrary.GROUP, PromptLibrary.VERSION);
        JsonNode schema = JSON.readTree(desk.cluster.client().raw(path))
                .at("/components/schemas/dev.promptlib.v1alpha1.PromptLibrary");
        List<String> unexplained = new ArrayList<>();

        collectUnexplained("", schema, unexplained);

        assertThat(schema.path("description").asText()).isNotBlank();
        assertThat(unexplained).isEmpty();
    }

    private static void collectUnexplained(String path, JsonNode schema, List<String> unexplained) {
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            if (property.getValue().path("description").asText().isBlank()) {
                unexplained.add(path + name);
            }
            if (!PodTypes.contains(name) && !name.equals("metadata")) {
                collectUnexplained(path + name + ".", property.getValue(), unexplained);
                collectUnexplained(path + name + "[].", property.getValue().path("items"), unexplained);
            }
        });
    }

    /** The columns of the table that kubectl asks for, those up to a priority. */
    private List<String> columns(String priorities) throws IOException {
        List<String> columns = new ArrayList<>();
        desk.table().get("columnDefinitions").forEach(column -> {
            if (priorities.equals("all") || column.path("priority").asText("0").equals(priorities)) {
                columns.add(column.get("name").asText());
            }
        });
        return columns;
    }

    private static JsonNode scaleOf(String name) throws IOException {
        return JSON.readTree(desk.cluster
                .client()
                .raw("/apis/%s/%s/namespaces/%s/promptlibraries/%s/scale"
                        .formatted(PromptLibrary.GROUP, PromptLibrary.VERSION, desk.namespace(), name)));
    }

    private static String sorted(Spec spec) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JSON.treeToValue(spec.content(), Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            return part.properties().stream()
                    .allMatch(entry ->
                            whole.has(entry.getKey()) && contains(whole.get(entry.getKey()), entry.getValue()));
        }
        if (part.isArray()) {
            for (int i = 0; i < part.size(); i++) {
                if (!whole.has(i) || !contains(whole.get(i), part.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return whole.equals(part);
    }
}
