package dev.promptlib.operator.cli.image;

import dev.promptlib.operator.cli.Folders;
import dev.promptlib.operator.cli.Program;
import dev.promptlib.operator.cli.cluster.Flavor;
import dev.promptlib.operator.cli.cluster.KubeContext;
import dev.promptlib.operator.cli.cluster.OwnK3s;
import java.nio.file.Path;
import java.util.Optional;

/** The program that puts an image archive into a cluster. */
final class Loader {
    private Loader() {}

    /** Nothing where only a registry will do. */
    static Optional<Program> of(KubeContext context, Folders folders, Path archive) {
        String file = archive.toString();
        return switch (Flavor.of(context)) {
            case LOCALKUBE -> Optional.of(Program.of(folders.localkube().toString(), "load", file));
            case OWN_K3S ->
                Optional.of(Program.of(
                                "docker",
                                "exec",
                                "-i",
                                OwnK3s.NAME,
                                "ctr",
                                "--namespace",
                                "k8s.io",
                                "images",
                                "import",
                                "-")
                        .reading(archive));
            case KIND ->
                Optional.of(Program.of(
                        "kind",
                        "load",
                        "image-archive",
                        file,
                        "--name",
                        context.name().substring("kind-".length())));
            case K3D ->
                Optional.of(Program.of(
                        "k3d",
                        "image",
                        "import",
                        file,
                        "--cluster",
                        context.name().substring("k3d-".length())));
            case MINIKUBE -> Optional.of(Program.of("minikube", "image", "load", file));
            case DOCKER -> Optional.of(Program.of("docker", "load", "--input", file));
            case OTHER -> Optional.empty();
        };
    }
}
