package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cli.Promptlib;
import dev.promptlib.operator.cluster.DockerEngine;
import dev.promptlib.operator.cluster.OnDocker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A stack with everything in it, hardened, as the command writes it: also what it wants of the machine. */
@OnDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeHardenedE2E {
    private static final String HOST = "shop.test";
    private static final String OPENAI = "it's $sk-\"only for this test\"";

    @TempDir
    static Path folder;

    private final Certificate certificate = Certificate.of(HOST);
    private ComposeProject project;

    @BeforeAll
    void start() throws Exception {
        Path file = Files.writeString(folder.resolve("shop.yaml"), OnCluster.yaml("compose") + tls());
        Path compose = folder.resolve("docker-compose.yml");
        assertThat(Promptlib.run("compose", file.toString(), "--profile", "hardened", "--out", compose.toString()))
                .isZero();
        project = new ComposeProject(folder, "shop-e2e");
        DockerEngine.get().loadApp();
        project.up();
    }

    private String tls() throws CertificateEncodingException {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: { name: shop-tls }
                data: { tls.crt: %s, tls.key: %s }
                """
                .formatted(
                        pem("CERTIFICATE", certificate.certificate().getEncoded()),
                        pem("PRIVATE KEY", certificate.key()));
    }

    private static String pem(String kind, byte[] content) {
        String text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @AfterAll
    void remove() {
        project.removeWithData();
    }

    @Test
    @Order(1)
    void servesBothComponentsWithTheCertificateThatIsGiven() throws IOException {
        PublicDoor door = new PublicDoor(URI.create("https://127.0.0.1:" + project.https), HOST, certificate);
        assertThat(door.get("/api/system/health")).isEqualTo(200);
        assertThat(door.get(App.PROMPTS)).isEqualTo(200);
    }

    @Test
    @Order(2)
    void givesVariablesToTheComponentThatWantsVariablesAndFilesToTheOther() {
        String token =
                project.ask("reader", "cat", "/run/secrets/promptlib/API_TOKEN").text();
        assertThat(token).hasSize(32);
        assertThat(project.variables("app"))
                .contains("API_TOKEN=" + token, "OPENAI_API_KEY=" + OPENAI)
                .anyMatch(line -> line.startsWith("DATABASE_URL=") && line.endsWith("@shop-pooler:5432/library"));
        assertThat(project.variables("reader"))
                .contains("API_TOKEN_FILE=/run/secrets/promptlib/API_TOKEN")
                .noneMatch(line -> line.startsWith("API_TOKEN="));
        assertThat(project.ask("reader", "cat", "/run/secrets/promptlib/OPENAI_API_KEY")
                        .text())
                .isEqualTo(OPENAI);
    }

    @Test
    @Order(3)
    void letsTheComponentWriteToItsVolumeAndToItsScratchSpaceOnly() {
        assertThat(project.ask("app", "touch", "/app/data/kept", "/tmp/scratch").exitCode())
                .isZero();
        assertThat(project.ask("app", "touch", "/app/not").exitCode()).isNotZero();
        project.run("restart", "--timeout=10", "app");
        assertThat(project.ask("app", "ls", "/app/data").text()).contains("kept");
    }

    @Test
    @Order(4)
    void startsNoProgramFromScratchSpace() {
        assertThat(project.ask("app", "cp", "/run/promptlib/busybox", "/tmp/program")
                        .exitCode())
                .isZero();
        assertThat(project.tried("exec", "-T", "app", "/tmp/program", "true").text())
                .contains("ermission denied");
    }

    @Test
    @Order(5)
    void writesTheSameSecretsOnlyOnce() throws IOException {
        String before = Files.readString(folder.resolve(".env"));
        assertThat(Promptlib.run(
                        "compose",
                        folder.resolve("shop.yaml").toString(),
                        "--profile",
                        "hardened",
                        "--out",
                        folder.resolve("docker-compose.yml").toString()))
                .isZero();
        assertThat(folder.resolve(".env")).hasContent(before);
    }
}
