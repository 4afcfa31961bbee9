package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples for Argo CD and Flux name what is there. */
class GitOpsTest {
    private static final Path EXAMPLES = Repository.file("examples");

    @Test
    void argoSyncsAFolderThatIsThere() throws IOException {
        JsonNode application = only("gitops/argocd/application.yaml", "Application");
        JsonNode library = library(application.at("/spec/source/path").asText());
        assertThat(application.at("/spec/destination/namespace")).isEqualTo(library.at("/metadata/namespace"));
        assertThat(application.at("/spec/syncPolicy/automated/prune").asBoolean())
                .as("what is lost in Git takes no data with it")
                .isFalse();
        assertThat(application.at("/metadata/name"))
                .as("Argo CD before version 3 takes what has its name as a label for its own")
                .isNotEqualTo(library.at("/metadata/name"));
    }

    @Test
    void fluxWaitsForTheLibraryOfItsFolder() throws IOException {
        JsonNode kustomization = only("gitops/flux/kustomization.yaml", "Kustomization");
        JsonNode library = library(kustomization.at("/spec/path").asText().substring(2));
        JsonNode check = kustomization.at("/spec/healthChecks/0");
        assertThat(check.get("apiVersion")).isEqualTo(library.get("apiVersion"));
        assertThat(check.get("kind")).isEqualTo(library.get("kind"));
        assertThat(check.get("name")).isEqualTo(library.at("/metadata/name"));
        assertThat(check.get("namespace")).isEqualTo(library.at("/metadata/namespace"));
    }

    @Test
    void argoIsToldOfTheHealthOfEachKind() throws IOException {
        JsonNode data = only("gitops/argocd/health.yaml", "ConfigMap").get("data");
        assertThat(data.properties())
                .extracting(field -> field.getKey())
                .filteredOn(key -> !key.equals("application.resourceTrackingMethod"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of("PromptLibrary", "PromptLibraryBackup", "PromptLibraryRestore")
                                .map(kind -> "resource.customizations.health." + PromptLibrary.GROUP + "_" + kind)
                                .toList());
    }

    private static JsonNode library(String folder) throws IOException {
        return Kustomized.objects(Repository.file(folder)).stream()
                .filter(object -> object.get("kind").asText().equals("PromptLibrary"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode only(String file, String kind) throws IOException {
        List<JsonNode> all = Kustomized.documents(Files.readString(EXAMPLES.resolve(file)));
        return all.stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
