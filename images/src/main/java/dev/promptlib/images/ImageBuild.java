package dev.promptlib.images;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container image to build, without Docker and without root: the same input gives the same digest.
 *
 * <pre>{@code
 * ImageBuild.named("promptlib/operator:0.1.0")
 *         .on("tar:///tmp/jre.tar")
 *         .layer(Layer.parse("target/quarkus-app:/app:lib/**"))
 *         .layer(Layer.parse("target/quarkus-app:/app:!lib/**"))
 *         .entrypoint("java", "-jar", "/app/quarkus-run.jar")
 *         .build()
 *         .writeTo(Path.of("operator.tar"));
 * }</pre>
 *
 * @param base {@code scratch}, the name of an image in a registry, or {@code tar://FILE} with one image in it
 * @param layers from the one that changes least to the one that changes most
 * @param insecure allows plain HTTP and unknown certificates
 * @param entrypoint empty to keep the base's
 */
public record ImageBuild(
        String name,
        String base,
        List<Layer> layers,
        List<String> entrypoint,
        Optional<String> user,
        Optional<String> workdir,
        Map<String, String> env,
        Map<String, String> labels,
        List<Integer> ports,
        boolean insecure) {

    public ImageBuild {
        reference(name);
        layers = List.copyOf(layers);
        entrypoint = List.copyOf(entrypoint);
        env = Map.copyOf(env);
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Writes an archive that {@code docker load}, {@code k3s ctr images import} and {@code localkube load} read. */
    public BuiltImage writeTo(Path archive) throws BuildException, IOException, InterruptedException {
        return new JibRun(this).writeTo(archive);
    }

    /** Pushes to the registry that the name starts with. */
    public BuiltImage push() throws BuildException, IOException, InterruptedException {
        return new JibRun(this).push();
    }

    ImageReference reference() {
        return reference(name);
    }

    private static ImageReference reference(String name) {
        try {
            return ImageReference.parse(name);
        } catch (InvalidImageReferenceException e) {
            throw new IllegalArgumentException("name: '" + name + "' is not an image's name", e);
        }
    }

    public static final class Builder {
        private final String name;
        private String base = "scratch";
        private final List<Layer> layers = new ArrayList<>();
        private List<String> entrypoint = List.of();
        private String user;
        private String workdir;
        private final Map<String, String> env = new TreeMap<>();
        private final Map<String, String> labels = new TreeMap<>();
        private final List<Integer> ports = new ArrayList<>();
        private boolean insecure;

        private Builder(String name) {
            this.name = name;
        }

        public Builder on(String base) {
            this.base = base;
            return this;
        }

        public Builder layer(Layer layer) {
            layers.add(layer);
            return this;
        }

        public Builder entrypoint(String... entrypoint) {
            this.entrypoint = List.of(entrypoint);
            return this;
        }

        public Builder user(String user) {
            this.user = user;
            return this;
        }

        public Builder workdir(String workdir) {
            this.workdir = workdir;
            return this;
        }

        public Builder env(String key, String value) {
            env.put(key, value);
            return this;
        }

        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        public Builder port(int port) {
            ports.add(port);
            return this;
        }

        public Builder insecure(boolean insecure) {
            this.insecure = insecure;
            return this;
        }

        public ImageBuild build() {
            return new ImageBuild(
                    name,
                    base,
                    layers,
                    entrypoint,
                    Optional.ofNullable(user),
                    Optional.ofNullable(workdir),
                    env,
                    labels,
                    ports,
                    insecure);
        }
    }
}
