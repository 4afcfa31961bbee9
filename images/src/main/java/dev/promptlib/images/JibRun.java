package dev.promptlib.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** Runs one build with Jib, whose defaults give every file and the image itself a fixed time. */
record JibRun(ImageBuild build) {
    private static final String OCI = "org.opencontainers.image.";

    BuiltImage writeTo(Path archive) throws BuildException, IOException, InterruptedException {
        Path target = archive.toAbsolutePath();
        Files.createDirectories(target.getParent());
        // Written beside and moved: a build that fails leaves the archive of before.
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            BuiltImage built =
                    run(Containerizer.to(TarImage.at(unfinished).named(build.reference())), "write " + archive);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            return built;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    BuiltImage push() throws BuildException, IOException, InterruptedException {
        ImageReference reference = build.reference();
        RegistryImage target = RegistryImage.named(reference);
        Credentials.of(reference).forEach(target::addCredentialRetriever);
        return run(Containerizer.to(target), "push to " + reference.getRegistry() + " (is `docker login` needed?)");
    }

    private BuiltImage run(Containerizer containerizer, String goal)
            throws BuildException, IOException, InterruptedException {
        Base base = Base.parse(build.base());
        JibContainerBuilder image = configure(base.start(), base);
        try {
            JibContainer made = image.containerize(
                    containerizer.setToolName("promptlib-images").setAllowInsecureRegistries(build.insecure()));
            return new BuiltImage(
                    build.name(), made.getDigest().toString(), made.getImageId().toString());
        } catch (RegistryException | IOException | ExecutionException | CacheDirectoryCreationException e) {
            throw failure(base, goal, e);
        }
    }

    private JibContainerBuilder configure(JibContainerBuilder image, Base base) throws IOException {
        for (Layer layer : build.layers()) {
            image.addFileEntriesLayer(layer.entries());
        }
        if (!build.entrypoint().isEmpty()) {
            image.setEntrypoint(build.entrypoint());
        }
        build.user().ifPresent(image::setUser);
        build.workdir().map(AbsoluteUnixPath::get).ifPresent(image::setWorkingDirectory);
        new TreeMap<>(build.env()).forEach(image::addEnvironmentVariable);
        build.ports().forEach(port -> image.addExposedPort(Port.tcp(port)));

        var labels = new TreeMap<String, String>();
        String repository = build.reference().getRepository();
        labels.put(OCI + "title", repository.substring(repository.lastIndexOf('/') + 1));
        build.reference().getTag().ifPresent(tag -> labels.put(OCI + "version", tag));
        base.name().ifPresent(name -> labels.put(OCI + "base.name", name));
        labels.putAll(build.labels());
        return image.setLabels(labels);
    }

    private static BuildException failure(Base base, String goal, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String hint = base instanceof Base.Registry registry
                ? ". Was the base " + registry.reference()
                        + " to be had? Without its registry, give it as an archive: --base tar://FILE"
                        + " (`docker save IMAGE -o FILE`, or `localkube base IMAGE FILE`)"
                : "";
        return new BuildException("could not " + goal + ": " + why + hint, e);
    }
}
