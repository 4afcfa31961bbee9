package dev.promptlib.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @TempDir
    static Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static Path file(String name) throws IOException {
        return Files.writeString(dir.resolve(name), name);
    }

    @Test
    void writesTheImageThatTheArgumentsDescribe() throws IOException {
        Path base = ImageArchive.base(dir.resolve("base.tar"), "base:1");
        Path jar = file("app.jar");
        Path image = dir.resolve("image.tar");

        int exit = run(
                ("--name example/shop:1.2 --base tar://%s --layer %s:/app/app.jar --entrypoint java,-jar,/app/app.jar"
                                + " --user 1001:0 --workdir /app --env A=1=2 --env B=x,y --label c.d=e --port 8080 --port 9000"
                                + " --out %s")
                        .formatted(base, jar, image)
                        .split(" "));

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("example/shop:1.2@sha256:");
        var config = ImageArchive.read(image).config().get("config");
        assertThat(config.get("Entrypoint")).hasToString("[\"java\",\"-jar\",\"/app/app.jar\"]");
        assertThat(config.get("Env").toString()).contains("A=1=2", "B=x,y");
        assertThat(config.get("User").asText()).isEqualTo("1001:0");
        assertThat(config.get("Labels").get("c.d").asText()).isEqualTo("e");
        assertThat(config.get("ExposedPorts")).hasSize(2);
    }

    @Test
    void pushesUnderTheNameOfTheRegistry() throws Exception {
        try (var registry = new MemoryRegistry()) {
            int exit = run("--name", "shop:1", "--push", "--insecure", "--registry", registry.host());

            assertThat(err.toString()).isEmpty();
            assertThat(exit).isZero();
            assertThat(out.toString()).startsWith(registry.host() + "/shop:1@sha256:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', Missing required",
        "--name a, Missing required",
        "--name a --out x --push, mutually exclusive",
        "--name a --registry b, Missing required",
        "--name A --out x, name: 'A'",
        "--name a --out x --base B, base: 'B'",
        "--name a --out x --base tar:///none, there is no archive /none",
        "--name a --out x --layer here, want SOURCE:/TARGET",
        "--name a --out x --layer /none:/app, there is no /none",
        "--name a --out x --layer /tmp:app, absolute path",
        "--name a --out x --port web, --port",
        "--name a --out x --workdir app, app",
        "--name a --out x --nonsense, nonsense",
    })
    void answersBadArgumentsWithTwo(String args, String message) {
        int exit = run(
                args.isEmpty() ? new String[0] : args.replace("x", dir + "/x").split(" "));

        assertThat(err.toString()).contains(message);
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void answersALayerWithoutFilesWithTwo() throws IOException {
        file("a.txt");

        assertThat(run("--name", "a", "--out", dir + "/x", "--layer", dir + ":/app:*.jar"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("matches [*.jar]");
    }

    @Test
    void answersABaseThatIsNotToBeHadWithOne() throws Exception {
        try (var registry = new MemoryRegistry()) {
            assertThat(run("--name", "a", "--out", dir + "/x", "--insecure", "--base", registry.host() + "/base:1"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("--base tar://FILE");
        }
    }
}
