package dev.promptlib.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    private static final String URL = "postgresql://u:p@db/lib";

    @TempDir
    Path directory;

    @Test
    void readsASecretFromAFileWithoutItsTrailingNewline() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), " s p \r\n\n");

        assertThat(secret(Map.of("TOKEN_FILE", file.toString())).read()).isEqualTo(" s p ");
    }

    @Test
    void seesARotatedFile() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "old\n");
        Secret secret = secret(Map.of("TOKEN_FILE", file.toString()));
        assertThat(secret.read()).isEqualTo("old");

        Files.writeString(file, "new\n");

        assertThat(secret.read()).isEqualTo("new");
    }

    @Test
    void refusesAValueGivenTwice() {
        assertThatThrownBy(() -> secret(Map.of("TOKEN", "a", "TOKEN_FILE", "/b")))
                .hasMessage("TOKEN: TOKEN_FILE is set as well; set only one of the two");
    }

    @Test
    void takesAnEmptyVariableForNotSet() {
        assertThat(new Environment(Map.of("TOKEN", "", "TOKEN_FILE", "")).secret("TOKEN"))
                .isEmpty();
    }

    @Test
    void namesTheFileThatIsMissingOrEmpty() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");

        assertThatThrownBy(() -> secret(Map.of("TOKEN_FILE", "/nowhere/token")).read())
                .hasMessageContaining("TOKEN_FILE (/nowhere/token): cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> secret(Map.of("TOKEN_FILE", empty.toString())).read())
                .hasMessageContaining("the file is empty");
    }

    @Test
    void fillsInTheDefaultsOfTheSettings() {
        Settings settings = settings(Map.of());

        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.poolSize()).isEqualTo(5);
        assertThat(settings.migrateOnStart()).isTrue();
        assertThat(settings.redisUrl()).isEmpty();
        assertThat(settings.configFile()).hasToString("/app/config/app.yaml");
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThatThrownBy(() -> Settings.read(new Environment(Map.of()))).hasMessageStartingWith("DATABASE_URL: ");
        assertThatThrownBy(() -> settings(Map.of("PORT", "70000")))
                .hasMessage("PORT: is not a whole number from 1 to 65535; correct or remove it");
        assertThatThrownBy(() -> settings(Map.of("DB_POOL_SIZE", "many"))).hasMessageStartingWith("DB_POOL_SIZE: ");
        assertThatThrownBy(() -> settings(Map.of("MIGRATE_ON_START", "yes")))
                .hasMessageStartingWith("MIGRATE_ON_START: ");
        assertThatThrownBy(() -> settings(Map.of("LOG_LEVEL", "loud"))).hasMessageStartingWith("LOG_LEVEL: ");
        assertThatThrownBy(() -> settings(Map.of("STORAGE_DIR", "/nowhere"))).hasMessageStartingWith("STORAGE_DIR: ");
    }

    private static Secret secret(Map<String, String> variables) {
        return new Environment(variables).secret("TOKEN").orElseThrow();
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of("DATABASE_URL", URL));
        variables.putAll(more);
        return Settings.read(new Environment(variables));
    }
}
