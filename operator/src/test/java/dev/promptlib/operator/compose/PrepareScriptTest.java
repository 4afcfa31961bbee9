package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the functions of the preparation in this machine's shell. */
class PrepareScriptTest {
    @TempDir
    Path folder;

    private Path volumes;

    @BeforeEach
    void volumes() throws IOException {
        volumes = Files.createDirectories(folder.resolve("volumes"));
        for (String name : List.of("secrets", "tools", "app", "database")) {
            Files.createDirectory(volumes.resolve(name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Alphanumeric, [A-Za-z0-9]{40}",
        "Hex, [0-9a-f]{80}",
        "Base64, [A-Za-z0-9+/]{54}==",
        "Base64Url, [A-Za-z0-9_-]{54}",
    })
    void makesValuesInTheShapeThatIsAskedFor(String encoding, String expected) throws Exception {
        run("secret shop/KEY 40 " + encoding);
        assertThat(secret("shop/KEY")).matches(expected);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(volumes.resolve("secrets/shop/KEY"))))
                .isEqualTo("r--------");
    }

    @Test
    void keepsWhatItHasMade() throws Exception {
        run("secret shop/KEY 32 Alphanumeric");
        String first = secret("shop/KEY");
        run("secret shop/KEY 32 Alphanumeric");
        assertThat(secret("shop/KEY")).isEqualTo(first);
        run("secret other/KEY 32 Alphanumeric");
        assertThat(secret("other/KEY")).isNotEqualTo(first);
    }

    @Test
    void takesAValueThatIsGiven() throws Exception {
        run("secret shop/KEY 32 Alphanumeric 'not $random'");
        assertThat(secret("shop/KEY")).isEqualTo("not $random");
    }

    @Test
    void keepsTheValueThatAnotherTakesThePlaceOf() throws Exception {
        run("secret shop/KEY 32 Alphanumeric one");
        run("secret shop/KEY 32 Alphanumeric one");
        assertThat(volumes.resolve("secrets/shop/KEY.earlier")).doesNotExist();
        run("secret shop/KEY 32 Alphanumeric two");
        assertThat(secret("shop/KEY")).isEqualTo("two");
        assertThat(secret("shop/KEY.earlier")).isEqualTo("one");
        assertThat(said()).contains("shop/KEY is another than before", "cat prepare /volumes/secrets/shop/KEY.earlier");
    }

    @Test
    void writesWhatServicesReadAndRemovesTheRest() throws Exception {
        run("secret shop/KEY 32 Hex 'abc'\n"
                + "put app/URL 'redis://app:'\"$(value shop/KEY)\"'@host'\n"
                + "put app/users '#'\"$(digest shop/KEY)\"'\n'\n"
                + "put app/old x\nonly app URL users");
        assertThat(volumes.resolve("app/URL")).hasContent("redis://app:abc@host");
        assertThat(Files.readString(volumes.resolve("app/users")))
                .isEqualTo("#ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n");
        assertThat(volumes.resolve("app/old")).doesNotExist();
    }

    @Test
    void copiesTheUsersOwnToTheByte() throws Exception {
        Path given = Files.createDirectories(folder.resolve("given/tls")).resolve("tls.key");
        Files.writeString(given, "-----BEGIN\n\n");
        run("copy app/tls.key tls/tls.key");
        assertThat(Files.readString(volumes.resolve("app/tls.key"))).isEqualTo("-----BEGIN\n\n");
    }

    @Test
    void refusesDataWhosePasswordIsGone() throws Exception {
        assertThat(exitCode("guard database shop/KEY")).as("nothing there yet").isZero();
        Files.createDirectory(volumes.resolve("database/pgdata"));
        assertThat(exitCode("guard database shop/KEY")).isEqualTo(1);
        assertThat(said()).contains("the volume database holds data").contains("bring that volume back");
        run("secret shop/KEY 32 Hex");
        assertThat(exitCode("guard database shop/KEY")).isZero();
    }

    @Test
    void lendsToolsThatMayBeInUse() throws Exception {
        run("lend_tools");
        assertThat(volumes.resolve("tools/busybox")).hasContent("a program").isExecutable();
        run("lend_tools");
    }

    private void run(String calls) throws Exception {
        assertThat(exitCode(calls)).as(said()).isZero();
    }

    private int exitCode(String calls) throws Exception {
        Path busybox = Files.writeString(folder.resolve("busybox"), "a program");
        var builder = new ProcessBuilder("sh", "-c", PrepareScript.FUNCTIONS + calls)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment()
                .putAll(Map.of(
                        "VOLUMES", volumes.toString(),
                        "GIVEN", folder.resolve("given").toString(),
                        "BUSYBOX", busybox.toString()));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.exists(folder.resolve("output")) ? Files.readString(folder.resolve("output")) : "";
    }

    private String secret(String name) throws IOException {
        return Files.readString(volumes.resolve("secrets").resolve(name));
    }
}
