package dev.promptlib.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuildTest {
    @TempDir
    Path dir;

    Path app;
    String base;

    @BeforeEach
    void files() throws IOException {
        app = dir.resolve("app");
        Files.createDirectories(app.resolve("lib"));
        Files.writeString(app.resolve("lib/a.jar"), "library");
        Files.writeString(app.resolve("app.jar"), "application");
        Files.writeString(app.resolve("run.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(app.resolve("app.jar"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(app.resolve("run.sh"), PosixFilePermissions.fromString("rwx------"));
        base = "tar://" + ImageArchive.base(dir.resolve("base.tar"), "docker.io/library/base:1");
    }

    private ImageBuild.Builder shop() {
        return ImageBuild.named("example/shop:1.2").on(base);
    }

    private ImageArchive build(ImageBuild.Builder image) throws Exception {
        Path out = dir.resolve("out/shop.tar");
        image.build().writeTo(out);
        return ImageArchive.read(out);
    }

    @Test
    void addsItsOwnToTheConfigurationOfTheBase() throws Exception {
        var image = build(shop().entrypoint("java", "-jar", "/app/app.jar")
                .user("1001:0")
                .workdir("/app")
                .env("MODE", "a b")
                .label("org.opencontainers.image.vendor", "us")
                .port(8080));

        assertThat(image.manifest().get("RepoTags")).hasToString("[\"example/shop:1.2\"]");
        JsonNode config = image.config().get("config");
        assertThat(texts(config.get("Env"))).containsExactlyInAnyOrder("PATH=/bin", "LANG=C", "MODE=a b");
        assertThat(texts(config.get("Entrypoint"))).containsExactly("java", "-jar", "/app/app.jar");
        assertThat(texts(config.path("Cmd"))).isEmpty();
        assertThat(config.get("User").asText()).isEqualTo("1001:0");
        assertThat(config.get("WorkingDir").asText()).isEqualTo("/app");
        assertThat(config.get("ExposedPorts")).hasToString("{\"8080/tcp\":{}}");
        assertThat(config.get("Labels"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                {"org.opencontainers.image.base.name": "docker.io/library/base:1",
                 "org.opencontainers.image.title": "shop",
                 "org.opencontainers.image.vendor": "us",
                 "org.opencontainers.image.version": "1.2"}
                """));
    }

    @Test
    void keepsTheEntrypointAndTheUserOfTheBaseWhenItHasNone() throws Exception {
        JsonNode config = build(shop()).config().get("config");

        assertThat(texts(config.get("Entrypoint"))).containsExactly("/entry");
        assertThat(texts(config.get("Cmd"))).containsExactly("run");
        assertThat(config.get("User").asText()).isEqualTo("7");
    }

    @Test
    void putsEachLayerOnTopOfTheOneBefore() throws Exception {
        var image = build(shop().layer(Layer.parse(app + ":/app:lib/**"))
                .layer(Layer.parse(app + ":/app:!lib/**"))
                .layer(Layer.parse(app.resolve("app.jar") + ":/other.jar")));

        assertThat(image.layers())
                .containsExactly(
                        List.of("/etc/base 644 0:0 0"),
                        List.of("/app/lib/a.jar 644 0:0 1"),
                        List.of("/app/app.jar 644 0:0 1", "/app/run.sh 755 0:0 1"),
                        List.of("/other.jar 644 0:0 1"));
        assertThat(image.config().at("/rootfs/diff_ids")).hasSize(4);
    }

    @Test
    void buildsOnNothing() throws Exception {
        var image = build(ImageBuild.named("example/tool").layer(Layer.parse(app + ":/:*.sh")));

        assertThat(image.layers()).containsExactly(List.of("/run.sh 755 0:0 1"));
        assertThat(image.manifest().get("RepoTags")).hasToString("[\"example/tool:latest\"]");
    }

    @Test
    void givesTheSameBytesForTheSameInput() throws Exception {
        Path one = dir.resolve("one.tar");
        Path two = dir.resolve("two.tar");
        var image = shop().layer(Layer.parse(app + ":/app"))
                .env("A", "1")
                .env("B", "2")
                .build();

        BuiltImage first = image.writeTo(one);
        Files.setLastModifiedTime(app.resolve("app.jar"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        BuiltImage second = image.writeTo(two);

        assertThat(second).isEqualTo(first);
        assertThat(first.digest()).startsWith("sha256:");
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test
    void givesAnotherDigestForOtherContent() throws Exception {
        var image = shop().layer(Layer.parse(app + ":/app")).build();

        BuiltImage first = image.writeTo(dir.resolve("out.tar"));
        Files.writeString(app.resolve("app.jar"), "changed");

        assertThat(image.writeTo(dir.resolve("out.tar")).digest()).isNotEqualTo(first.digest());
    }

    @Test
    void pushesToTheRegistryOfTheName() throws Exception {
        try (var registry = new MemoryRegistry()) {
            var pushed = ImageBuild.named(registry.host() + "/shop:1")
                    .on(base)
                    .layer(Layer.parse(app + ":/app"))
                    .insecure(true)
                    .build()
                    .push();

            String manifest = registry.manifest("shop", "1");
            assertThat("sha256:" + ImageArchive.sha256(manifest.getBytes())).isEqualTo(pushed.digest());
            assertThat(manifest).contains(pushed.id());
            assertThat(registry.blobs()).contains(pushed.id()).hasSize(3);
        }
    }

    @Test
    void saysWhatToDoWhenTheBaseIsNotToBeHad() throws Exception {
        try (var registry = new MemoryRegistry()) {
            String missing = registry.host() + "/base:1";

            assertThatThrownBy(() -> build(shop().on(missing).insecure(true)))
                    .isInstanceOf(BuildException.class)
                    .hasMessageContainingAll(missing, "--base tar://FILE", "docker save");
            assertThat(dir.resolve("out")).isEmptyDirectory();
        }
    }

    @Test
    void refusesAnArchiveOfSeveralImages() throws IOException {
        Path two = ImageArchive.base(dir.resolve("two.tar"), "a:1", "b:1");

        assertThatThrownBy(() -> build(ImageBuild.named("x").on("tar://" + two)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("must hold one image and holds [a:1, b:1]");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
