package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.containers.Container;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.MountableFile;

/** Loads images into a k3s that runs in a container. */
record K3sImages(K3sContainer k3s, String image) implements ImageStore {
    private static final String ARCHIVE = "/tmp/image.tar";

    /** A k3s without a registry has what pods run with it, and what it has is what localkube has. */
    @Override
    public String base(String base) throws IOException {
        return image.startsWith("localhost/") ? LocalkubeCluster.base(base) : base;
    }

    @Override
    public void load(Path archive) throws IOException {
        k3s.copyFileToContainer(MountableFile.forHostPath(archive), ARCHIVE);
        try {
            Container.ExecResult imported = k3s.execInContainer("ctr", "-n", "k8s.io", "images", "import", ARCHIVE);
            if (imported.getExitCode() != 0) {
                throw new IOException("ctr cannot import " + archive + ": " + imported.getStderr());
            }
            k3s.execInContainer("rm", ARCHIVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an image was loaded", e);
        }
    }
}
