package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.cli.validate.ServerWords;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the requests for backups and restores: one thing wrong, and what the API server says of it. */
class RequestRulesIT {
    private static final String UNCHANGING = "make a new one under another name";
    private static final List<String> REMEDIES =
            List.of(UNCHANGING, "keep one, or none", "remove from", "remove snapshot");

    private static TestCluster cluster;
    private static TestNamespace namespace;

    @BeforeAll
    static void open() {
        cluster = TestCluster.api().withCrds();
        namespace = TestNamespace.in(cluster, "requests");
    }

    @AfterAll
    static void close() {
        namespace.close();
    }

    private static GenericKubernetesResource request(String kind, String name, String spec) {
        String yaml = "apiVersion: promptlib.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace.name() + "}\nspec: " + spec + "\n";
        return cluster.client().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    }

    private static String refusal(GenericKubernetesResource request) {
        var refused = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.client().resource(request).dryRun().create());
        assertThat(refused).as("an answer of the API server").isNotNull();
        assertThat(ServerWords.ours(request))
                .as("promptlib validate, beside the API server's %s", refused.getMessage())
                .isEqualTo(ServerWords.of(refused.getStatus()));
        return refused.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PromptLibraryBackup  | {}                                                  | spec.library",
                "PromptLibraryBackup  | {library: ''}                                       | spec.library",
                "PromptLibraryBackup  | {library: shop, purpose: Fun}                       | spec.purpose",
                "PromptLibraryBackup  | {library: shop, verify: maybe}                      | spec.verify",
                "PromptLibraryRestore | {}                                                  | spec.library",
                "PromptLibraryRestore | {library: shop, snapshot: newest}                   | spec.snapshot",
                "PromptLibraryRestore | {library: shop, before: yesterday}                  | spec.before",
                "PromptLibraryRestore | {library: shop, keepDays: -1}                       | spec.keepDays",
                "PromptLibraryRestore | {library: shop, healthSeconds: 1}                   | spec.healthSeconds",
                "PromptLibraryRestore | {library: shop, from: {}}                           | spec.from.library",
                "PromptLibraryRestore | {library: shop, snapshot: latest, undo: a}          | keep one, or none",
                "PromptLibraryRestore | {library: shop, undo: a, from: {library: b}}        | remove from",
                "PromptLibraryRestore | {library: shop, postgres: 9}                        | spec.postgres",
                "PromptLibraryRestore | {library: shop, postgres: 17, snapshot: latest}     | remove snapshot"
            })
    void isRefusedWithThePlace(String kind, String spec, String said) {
        assertThat(refusal(request(kind, "wrong", spec))).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"PromptLibraryBackup", "PromptLibraryRestore"})
    void cannotChangeOnceItIsMade(String kind) {
        cluster.client().resource(request(kind, "made", "{library: shop}")).create();

        var refused = catchThrowableOfType(KubernetesClientException.class, () -> cluster.client()
                .resource(request(kind, "made", "{}"))
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"library\":\"other\"}}"));

        assertThat(refused.getMessage()).contains(UNCHANGING);
    }

    @Test
    void leavesNoRuleUntested() throws IOException {
        List<String> messages = new ArrayList<>();
        for (String kind : List.of("promptlibrarybackups", "promptlibraryrestores")) {
            JsonNode crd = new YAMLMapper()
                    .readTree(Repository.file("crds/" + kind + ".promptlib.dev.yaml")
                            .toFile());
            crd.findValues("x-kubernetes-validations")
                    .forEach(rules -> rules.forEach(
                            rule -> messages.add(rule.get("message").asText())));
        }

        assertThat(messages).isNotEmpty().allMatch(message -> REMEDIES.stream().anyMatch(message::contains));
    }
}
