package dev.promptlib.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeCommandTest {
    private static final String LIBRARY =
            """
            apiVersion: promptlib.dev/v1alpha1
            kind: PromptLibrary
            metadata: { name: shop }
            spec:
              components: [{ name: app, image: "shop:1", port: 8000 }]
              secrets: { generate: [{ name: JWT_SECRET }], from: [{ name: keys }] }
            """;
    private static final String KEYS =
            """
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: keys }
            stringData: { OPENAI_API_KEY: "sk $1" }
            """;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    /** The first line is the command itself, with the path. */
    @Test
    void printsTheFileThatIsInTheRoot() throws IOException {
        assertThat(run(Files.readString(Path.of("../examples/promptlib.yaml")), ""))
                .isZero();
        assertThat(output.toString().lines().skip(1))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("../docker-compose.yml")).stream()
                        .skip(1)
                        .toList());
    }

    @Test
    void writesTheFileAndWhatItWantsOfTheMachine() throws IOException {
        assertThat(run(LIBRARY + KEYS, "--out OUT")).as(errors.toString()).isZero();
        assertThat(folder.resolve("docker-compose.yml"))
                .content()
                .contains("SHOP_SECRETS_JWT_SECRET")
                .doesNotContain("sk $1");
        Path dotEnv = folder.resolve(".env");
        assertThat(dotEnv)
                .content()
                .containsPattern("(?m)^SHOP_DATABASE_PASSWORD=[A-Za-z0-9]{32}$")
                .containsPattern("(?m)^SHOP_CACHE_PASSWORD=[A-Za-z0-9]{32}$")
                .containsPattern("(?m)^SHOP_SECRETS_JWT_SECRET=[A-Za-z0-9]{32}$")
                .contains("KEYS_OPENAI_API_KEY=\"sk \\$1\"\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dotEnv)))
                .isEqualTo("rw-------");
        assertThat(output.toString()).contains("wrote ").endsWith("docker-compose.yml up --wait\n");
    }

    @Test
    void changesNothingThatIsInDotEnvAlready() throws IOException {
        Path dotEnv = Files.writeString(folder.resolve(".env"), "OTHER=1\nSHOP_DATABASE_PASSWORD=mine");
        assertThat(run(LIBRARY + KEYS, "--out OUT")).isZero();
        assertThat(dotEnv).content().startsWith("OTHER=1\nSHOP_DATABASE_PASSWORD=mine\nKEYS_OPENAI_API_KEY=");
    }

    @Test
    void givesSecretsAsFilesToWhoWantsFiles() throws IOException {
        String files = LIBRARY.replace("port: 8000", "port: 8000, secretsAs: Files") + KEYS;
        assertThat(run(files, "--out OUT")).isZero();
        Path key = folder.resolve("secrets/keys/OPENAI_API_KEY");
        assertThat(Files.readString(key)).isEqualTo("sk $1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
        assertThat(folder.resolve(".env")).doesNotExist();
    }

    @Test
    void takesSecretsThatLieOnTheMachine() throws IOException {
        Files.createDirectories(folder.resolve("secrets/keys"));
        Files.writeString(folder.resolve("secrets/keys/MY_KEY"), "of mine");
        assertThat(run(LIBRARY, "--out OUT")).as(errors.toString()).isZero();
        assertThat(folder.resolve(".env")).content().contains("KEYS_MY_KEY=\"of mine\"");
    }

    @Test
    void leavesBytesThatAreNoTextAsTheyAre() throws IOException {
        byte[] bytes = {(byte) 0xff, 0, 1};
        Files.createDirectories(folder.resolve("secrets/keys"));
        Path key = Files.write(folder.resolve("secrets/keys/KEYSTORE"), bytes);
        assertThat(run(LIBRARY.replace("port: 8000", "port: 8000, secretsAs: Files"), "--out OUT"))
                .as(errors.toString())
                .isZero();
        assertThat(key).hasBinaryContent(bytes);
        assertThat(run(LIBRARY, "--out OUT")).isEqualTo(Failure.FAILED);
        assertThat(errors.toString()).contains("keys/KEYSTORE is no text", "secretsAs: Files");
    }

    @Test
    void saysWhereToPutBytesThatAreNoText() throws IOException {
        assertThat(run(LIBRARY + KEYS.replace("stringData: { OPENAI_API_KEY: \"sk $1\" }", "data: { K: /wAB }"), ""))
                .isEqualTo(Failure.FAILED);
        assertThat(errors.toString()).contains("Secret keys/K is no text", "secrets/keys/K beside the compose file");
    }

    @Test
    void saysThatTwoSecretsWouldBeOneVariable() throws IOException {
        assertThat(run(LIBRARY + KEYS.replace("OPENAI_API_KEY:", "a_key: x, a-key:"), ""))
                .isEqualTo(Failure.FAILED);
        assertThat(errors.toString()).contains("keys/a-key and keys/a_key would both be KEYS_A_KEY in .env");
    }

    @Test
    void takesASecretThatIsEmpty() throws IOException {
        assertThat(run(LIBRARY + KEYS.replace("sk $1", ""), "--out OUT")).isZero();
        assertThat(folder.resolve(".env")).content().contains("KEYS_OPENAI_API_KEY=\n");
        assertThat(folder.resolve("docker-compose.yml")).content().contains("${KEYS_OPENAI_API_KEY?see");
    }

    @Test
    void saysWhatIsMissingAndWhereToPutIt() throws IOException {
        assertThat(run(LIBRARY, "--out OUT")).isEqualTo(Failure.FAILED);
        assertThat(errors.toString())
                .contains("spec.secrets.from[0].name: there is no Secret keys")
                .contains("  -> ")
                .contains("secrets/NAME/KEY");
        assertThat(folder.resolve("docker-compose.yml")).doesNotExist();
    }

    @Test
    void saysThatConfigurationIsTooLarge() throws IOException {
        String config =
                "port: 8000, config: [{ name: c, mountPath: /c, files: { a: \"" + "x".repeat(130_000) + "\" } }]";
        assertThat(run(LIBRARY.replace("port: 8000", config) + KEYS, "")).isEqualTo(Failure.FAILED);
        assertThat(errors.toString()).contains("larger than the 120 KiB").contains("put the large ones into the image");
    }

    @Test
    void saysThatANameIsTaken() throws IOException {
        assertThat(run(LIBRARY.replace("name: app", "name: prepare") + KEYS, ""))
                .isEqualTo(Failure.FAILED);
        assertThat(errors.toString()).contains("a service prepare of its own").contains("another name");
    }

    @Test
    void mountsSources() throws IOException {
        assertThat(run(LIBRARY + KEYS, "--profile development --mount app=src:/app/src"))
                .isZero();
        assertThat(output.toString()).contains("      - ./src:/app/src\n").contains("127.0.0.1:${APP_PORT:-8000}:8000");
    }

    @ParameterizedTest
    @CsvSource({
        "--mount app=src:/app, --mount is for development only",
        "--profile development --mount app, --mount app is not COMPONENT=FOLDER:PATH",
        "--profile development --mount app=a:b, --mount app=a:b is not COMPONENT=FOLDER:PATH",
        "--profile development --mount web=a:/b, there is no component web",
        "--profile testing, 'expected one of [development, staging, production, hardened]'",
    })
    void refusesBadUsageWithAHint(String arguments, String said) throws IOException {
        assertThat(run(LIBRARY + KEYS, arguments)).isEqualTo(Failure.BAD_USAGE);
        assertThat(errors.toString()).contains(said).contains("  -> ");
    }

    private int run(String library, String arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), library);
        String words = "compose " + file + " "
                + arguments.replace("OUT", folder.resolve("docker-compose.yml").toString());
        return Promptlib.commandLine(false)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(words.strip().split(" +"));
    }
}
