package dev.promptlib.operator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.validate.CheckedFile;
import dev.promptlib.operator.cluster.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the objects are is for DesiredTest; here is what a file without a cluster has besides. */
class RenderingTest {
    private static final String HEAD =
            "apiVersion: promptlib.dev/v1alpha1\nkind: PromptLibrary\nmetadata: {name: shop}\nspec:\n";

    @TempDir
    Path folder;

    @Test
    void putsAPlaceholderForEveryPassword() {
        Rendering rendering = Rendering.of(CheckedFile.read(Repository.file("examples/promptlib.yaml")), "here");

        assertThat(names(rendering))
                .startsWith("Secret promptlib-database", "Secret promptlib-cache", "Secret promptlib-secrets")
                .contains("Deployment promptlib-app", "StatefulSet promptlib-database", "Ingress promptlib");
        assertThat(rendering.objects())
                .allSatisfy(o -> assertThat(o.getMetadata().getNamespace()).isEqualTo("here"));
        assertThat(secret(rendering, "promptlib-secrets").getStringData()).containsEntry("API_TOKEN", "<generated>");
        assertThat(text(secret(rendering, "promptlib-connections"), "PGPASSWORD"))
                .isEqualTo("<generated>");
    }

    @Test
    void isTheSameEachTime() {
        CheckedFile file = CheckedFile.read(Repository.file("examples/promptlib.yaml"));
        assertThat(Rendering.of(file, "here")).isEqualTo(Rendering.of(file, "here"));
    }

    @Test
    void namesWhatIsNotInTheFile() throws IOException {
        Rendering rendering = Rendering.of(
                file(
                        HEAD
                                + """
                  components: [{name: app, image: 'shop:1', envFrom: [{configMapRef: {name: settings}}]}]
                  database: {engine: External, external: {secretRef: {name: given}}}
                """),
                "here");

        assertThat(rendering.unknown()).containsExactly("ConfigMap settings", "Secret given");
        assertThat(rendering.remarks()).last().asString().contains("ConfigMap settings, Secret given");
        assertThat(text(secret(rendering, "shop-connections"), "DATABASE_URL")).contains("database.invalid");
    }

    @Test
    void usesTheSecretsOfTheFile() throws IOException {
        Rendering rendering = Rendering.of(
                file(
                        HEAD
                                + """
                  components: [{name: app, image: 'shop:1'}]
                  database: {engine: External, external: {secretRef: {name: given}}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: given}
                stringData: {url: 'postgresql://me:pw@db.example.com/shop'}
                """),
                "here");

        assertThat(rendering.unknown()).isEmpty();
        assertThat(text(secret(rendering, "shop-connections"), "PGHOST")).isEqualTo("db.example.com");
    }

    @Test
    void rendersNothingOfAFileThatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), HEAD + "  components: [{name: app, image: shop}]\n");

        assertThatThrownBy(() -> CheckedFile.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("shop.yaml:5:35: spec.components[0].image: name a version");
    }

    private CheckedFile file(String yaml) throws IOException {
        return CheckedFile.read(Files.writeString(folder.resolve("shop.yaml"), yaml));
    }

    private static List<String> names(Rendering rendering) {
        return rendering.objects().stream()
                .map(o -> o.getKind() + " " + o.getMetadata().getName())
                .toList();
    }

    private static Secret secret(Rendering rendering, String name) {
        return rendering.objects().stream()
                .filter(o -> o instanceof Secret && o.getMetadata().getName().equals(name))
                .map((HasMetadata o) -> (Secret) o)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)));
    }
}
