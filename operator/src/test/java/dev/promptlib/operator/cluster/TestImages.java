package dev.promptlib.operator.cluster;

import dev.promptlib.images.BuildException;
import dev.promptlib.images.ImageBuild;
import dev.promptlib.images.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The images of the operator and of the reference application, made of what Maven has packaged. */
final class TestImages {
    private static final String JAVA = "eclipse-temurin:25-jre";

    private TestImages() {}

    static void loadApp(ImageStore store) throws IOException {
        load(app("0.1.0", store.base(JAVA)), "app.tar", store);
    }

    /** Returns the operator's digest. */
    static String loadInto(ImageStore store) throws IOException {
        if (!store.canLoad()) {
            TestRun.say("no " + LoadCommand.VARIABLE + ": the images have to be where the cluster pulls from");
            return "pulled";
        }
        loadApp(store);
        load(app("0.2.0", store.base(JAVA)), "app-next.tar", store);
        return load(operator("0.1.0", store.base(JAVA)), "operator.tar", store);
    }

    /** Returns the name of the same operator by another version. */
    static String loadNextOperator(ImageStore store) throws IOException {
        load(operator("0.1.1", store.base(JAVA)), "operator-next.tar", store);
        return "promptlib/operator:0.1.1";
    }

    private static ImageBuild.Builder operator(String version, String base) {
        return java("promptlib/operator:" + version, base, "operator/target/quarkus-app", "quarkus-run.jar");
    }

    /** The same application by the name of a version of its own. */
    private static ImageBuild.Builder app(String version, String base) {
        return java("promptlib/app:" + version, base, "examples/app/target/app", "app.jar")
                .env("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60")
                .env("APP_VERSION", version);
    }

    private static ImageBuild.Builder java(String name, String base, String folder, String jar) {
        return ImageBuild.named(name)
                .on(base)
                .layer(layer(folder, "lib/**"))
                .layer(layer(folder, "!lib/**"))
                .entrypoint("java", "-jar", "/app/" + jar)
                .user("1001:0");
    }

    /** One at a time: those who load the same image write the same archive. */
    private static synchronized String load(ImageBuild.Builder image, String file, ImageStore store)
            throws IOException {
        Path archive = Repository.output("e2e-images").resolve(file);
        Files.deleteIfExists(archive);
        try {
            String digest = image.build().writeTo(archive).digest();
            store.load(archive);
            return digest;
        } catch (BuildException e) {
            throw new IOException("cannot build " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while building " + file, e);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private static Layer layer(String folder, String glob) {
        Path source = Repository.file(folder);
        if (!Files.isDirectory(source)) {
            throw new IllegalStateException("there is no " + source + ": run `mvn package -DskipTests` first");
        }
        return new Layer(source, "/app", List.of(glob));
    }
}
